"""Procedures as linked data: schema.org's GovernmentService with the terms of CPSV-AP where they fit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from api.procedure_schemas import FeeOut, PaperOut, ProcedureOut, TimeLimitOut

MEDIA_TYPE = "application/ld+json"
CONTEXT = {
    "@vocab": "https://schema.org/",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "url": {"@type": "@id"},
    "isBasedOn": {"@type": "@id"},
    "serviceUrl": {"@type": "@id"},
    "cv:processingTime": {"@type": "xsd:duration"},
}
AREAS = {"commune": "cấp xã", "province": "cấp tỉnh", "central": "trung ương"}
DURATIONS = {"day": "P{n}D", "month": "P{n}M", "hour": "PT{n}H"}  # working days have no duration of their own

Node = dict[str, Any]


def as_json(procedures: Sequence[ProcedureOut], site: str, *, single: bool = False) -> str:
    """JSON-LD of one procedure, or of several as a graph. `site` is where the pages are, without a slash at its end."""
    nodes = [service(one, site) for one in procedures]
    told: Node = {"@context": CONTEXT} | (nodes[0] if single else {"@graph": nodes})
    return json.dumps(told, ensure_ascii=False, indent=1)


def in_page(procedure: ProcedureOut, site: str) -> str:
    """JSON-LD for a script element: nothing in it can end the element."""
    return (
        as_json([procedure], site, single=True).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    )


def service(one: ProcedureOut, site: str) -> Node:
    """A procedure as a node; what its guide does not tell is left out."""
    address = f"{site}/procedures/{one.id}"
    return _told(
        {
            "@id": address,
            "@type": ["GovernmentService", "cpsv:PublicService"],
            "url": address,
            "identifier": one.id,
            "name": one.name.words,
            "alternateName": [alias.words for alias in one.aliases],
            "serviceType": one.field.words if one.field else None,
            "inLanguage": one.text.language.value,
            "isBasedOn": one.text.source_url or f"{site}/texts/{one.text.id}",
            "areaServed": [{"@type": "AdministrativeArea", "name": AREAS[level]} for level in one.levels],
            "audience": _described("Audience", "audienceType", one.applicants.words if one.applicants else None),
            "serviceOperator": [{"@type": "GovernmentOrganization", "name": who.words} for who in one.authorities],
            "cv:hasCompetentAuthority": [
                {"@type": "cv:PublicOrganisation", "dct:title": who.words} for who in one.authorities
            ],
            "availableChannel": [_channel(use.channel.value, one) for use in one.channels],
            "offers": [_offer(fee) for fee in one.fees if fee.amount or fee.free],
            "cv:hasCost": [_cost(fee) for fee in one.fees],
            "cv:processingTime": _durations(one.time_limits),
            "termsOfService": [_by_case(term.case, term.quote.words) for term in one.time_limits],
            "cpsv:hasInput": [_input(paper) for paper in one.papers],
            "cpsv:produces": _described("cv:Output", "dct:title", one.result.words if one.result else None),
            "serviceOutput": _described("Thing", "name", one.result.words if one.result else None),
            "cpsv:follows": [
                {"@type": "cpsv:Rule", "dct:identifier": str(step.n), "dct:description": step.quote.words}
                for step in one.steps
            ],
            "cv:hasLegalResource": [
                _told({"@type": "eli:LegalResource", "dct:identifier": b.number, "eli:title_subtitle": list(b.clauses)})
                for b in one.basis
            ],
            "validFrom": one.validity.since.isoformat() if one.validity and one.validity.since else None,
            "validThrough": one.validity.until.isoformat() if one.validity and one.validity.until else None,
        }
    )


def _channel(name: str, one: ProcedureOut) -> Node:
    links = [_address(link.words) for link in one.links] if name == "online" else []
    return _told({"@type": ["ServiceChannel", "cv:Channel"], "name": name, "serviceUrl": links})


def _address(link: str) -> str:
    return link if link.startswith(("https://", "http://")) else f"https://{link}"


def _offer(fee: FeeOut) -> Node:
    value, currency = _money(fee)
    described = _by_case(fee.case, fee.quote.words)
    return {"@type": "Offer", "price": value, "priceCurrency": currency, "description": described}


def _cost(fee: FeeOut) -> Node:
    value, currency = _money(fee)
    told = {"cv:value": value, "cv:currency": currency} if fee.amount or fee.free else {}
    return {"@type": "cv:Cost", **told, "dct:description": _by_case(fee.case, fee.quote.words)}


def _money(fee: FeeOut) -> tuple[str, str]:
    value, _, currency = (fee.amount or "0 VND").partition(" ")
    return value, currency


def _input(paper: PaperOut) -> Node:
    return _told(
        {
            "@type": "cv:Evidence",
            "dct:title": paper.name,
            "dct:identifier": paper.form,
            "dct:type": paper.kind.value,
            "dct:description": _by_case(paper.case, paper.quote.words),
        }
    )


def _durations(limits: Iterable[TimeLimitOut]) -> list[str]:
    told = (term.limit.partition(" ") for term in limits)
    found = [DURATIONS[unit].format(n=count) for count, _, unit in told if unit in DURATIONS and count.isdigit()]
    return list(dict.fromkeys(found))


def _described(kind: str, name: str, words: str | None) -> Node | None:
    return {"@type": kind, name: words} if words else None


def _by_case(case: str | None, words: str) -> str:
    return f"{case}: {words}" if case and not words.startswith(case) else words


def _told(node: Node) -> Node:
    """A node without what is not told."""
    return {name: value for name, value in node.items() if value not in (None, [], "")}
