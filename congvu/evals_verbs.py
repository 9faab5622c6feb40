"""`congvu evals`: measure retrieval, answers and what is read of documents; compare two reports, and us with others.

Figures go to stdout, progress to stderr. Each evaluation saves JSON and HTML under `--out`, by commit.
"""

from __future__ import annotations

import json as jsonlib
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from congvu import reading_verbs, reports
from congvu.reports import REPORTS, Json, Out
from congvu.terminal import note, progress

app = typer.Typer(no_args_is_help=True, add_completion=False)

Data = Annotated[Path, typer.Option("--dataset", help="SQuAD or BEIR file or folder, or our own JSON lines.")]
Documents = Annotated[
    list[Path] | None, typer.Option("--corpus", help="Files and folders that the questions are about.", exists=True)
]
Home = Annotated[Path | None, typer.Option("--home", help="Keep the index here, so that a second run starts at once.")]
Most = Annotated[int | None, typer.Option("--most", min=1, help="Ask at most so many questions, evenly chosen.")]


@app.command()
def retrieval(  # noqa: PLR0913, PLR0917  the options of a command are its parameters
    dataset: Data,
    corpus: Documents = None,
    trec_run: Annotated[
        Path | None, typer.Option("--run", help="Score this TREC run; --dataset is then a qrels file.", exists=True)
    ] = None,
    home: Home = None,
    variant: Annotated[str, typer.Option(help="Switch a part of the search off, for instance dense-only.")] = "full",
    sample: Annotated[
        int | None, typer.Option("--embed-sample", min=0, help="Embed the files asked about and so many articles more.")
    ] = None,
    most: Most = None,
    plain: Annotated[bool, typer.Option("--plain", help="Ask Vietnamese questions without their diacritics.")] = False,
    out: Out = REPORTS,
    json: Json = False,
) -> None:
    """Find passages for every question and measure recall, MRR, nDCG, MAP, latency."""
    from assistant.settings import Settings
    from evals.retrieval import Asked, run, score_run

    asked = Asked(most, plain)
    with progress("Searching", "question") as tell:
        if trec_run:
            report = score_run(trec_run, dataset)
        else:
            report = run(
                dataset,
                Settings(),
                corpus=corpus or (),
                home=home,
                sample=sample,
                variant=variant,
                asked=asked,
                progress=tell,
            )
    reports.show(report, out, as_json=json)


@app.command()
def answers(  # noqa: PLR0913, PLR0917  the options of a command are its parameters
    dataset: Annotated[
        Path | None, typer.Option("--dataset", help="SQuAD or BEIR file or folder, or our own JSON lines.")
    ] = None,
    corpus: Documents = None,
    generate: Annotated[
        int | None, typer.Option(min=1, help="Instead of a dataset: so many questions made from the corpus itself.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Draws other generated questions.")] = 1,
    home: Home = None,
    most: Most = None,
    gguf: Annotated[
        Path | None, typer.Option(help="Answer with this language model, served here for the run.", exists=True)
    ] = None,
    out: Out = REPORTS,
    json: Json = False,
) -> None:
    """Ask every question and measure accuracy, citations, abstention, faithfulness, latency.

    With --generate there is no gold: every fact that an answer shows is looked up again in the words that it cites.
    """
    from assistant.settings import Settings
    from evals.answers import run
    from evals.small_model import with_small_model
    from evals.trust import run as run_generated

    if (dataset is None) == (generate is None):
        raise typer.BadParameter("Give either --dataset or --generate.")
    model = with_small_model(Settings(), gguf) if gguf else nullcontext(Settings())
    with model as settings, progress("Asking", "question") as tell:
        if dataset is not None:
            report = run(dataset, settings, corpus=corpus or (), home=home, most=most, progress=tell)
        else:
            report = run_generated(generate or 0, seed, settings, corpus=corpus or (), home=home, progress=tell)
    reports.show(report, out, as_json=json)


@app.command()
def latency(
    dataset: Data,
    url: Annotated[str, typer.Option(help="The running server.")] = "http://127.0.0.1:8000",
    most: Most = None,
    json: Json = False,
) -> None:
    """Ask a running server over HTTP and time the first byte, the first words and the whole answer."""
    from evals.latency import run

    with progress("Asking", "question") as tell:
        timing = run(url, dataset, most=most, progress=tell)
    typer.echo(timing.model_dump_json() if json else timing.table())


@app.command()
def register(
    dataset: Annotated[Path, typer.Option("--dataset", help="Questions for lists with their tasks.", exists=True)],
    corpus: Annotated[list[Path], typer.Option("--corpus", help="The files that they ask about.", exists=True)],
    json: Json = False,
) -> None:
    """Ask for lists and counts of tasks in words, and measure how many sets are exactly right."""
    from assistant.closeness import ModelCloseness
    from assistant.settings import Settings
    from evals.lists import as_json, as_lines, run

    answers = run(dataset, corpus, closeness=ModelCloseness(Settings()))
    typer.echo(as_json(answers) if json else "\n".join(as_lines(answers)))


reading_verbs.register(app)


@app.command()
def compare(
    first: Annotated[Path, typer.Argument(help="A saved report.")],
    second: Annotated[Path, typer.Argument(help="Another, of the same dataset.")],
    json: Json = False,
) -> None:
    """Show what changed between two reports, with paired significance."""
    from evals.compare import compare as pair
    from evals.compare import table
    from evals.report import load_report

    found = pair(load_report(first), load_report(second))
    typer.echo(jsonlib.dumps([c.row() for c in found], ensure_ascii=False) if json else table(found))


@app.command()
def sidebyside(
    dataset: Data,
    corpus: Documents = None,
    rounds: Annotated[int, typer.Option(min=1, help="How often indexing and queries are timed.")] = 3,
    most: Most = None,
    timed: Annotated[
        int | None, typer.Option(min=1, help="Passages indexed to measure times; all if left out.")
    ] = None,
    kept: Annotated[Path | None, typer.Option("--kept", help="Keep plain vectors here for another run.")] = None,
    out: Out = REPORTS,
    json: Json = False,
) -> None:
    """Measure us against what a user would pick instead: same texts, model and machine, in one run."""
    from assistant.settings import Settings
    from evals.sidebyside import run, save

    found = run(dataset, Settings(), corpus=corpus or (), rounds=rounds, most=most, timed=timed, kept=kept, told=note)
    saved = save(found, out)
    typer.echo(found.model_dump_json() if json else found.table())
    note(f"saved {saved}")


@app.command()
def scale(
    corpus: Annotated[list[Path], typer.Option("--corpus", help="Files and folders to index, once.", exists=True)],
    datasets: Annotated[list[Path], typer.Option("--dataset", help="Questions to time; may be repeated.", exists=True)],
    home: Annotated[Path, typer.Option("--home", help="Where the index is built; a second run starts at once.")],
    passages: Annotated[int, typer.Option(min=1, help="Copy texts until there are so many passages.")] = 200_000,
    real: Annotated[int, typer.Option(min=2, help="Passages really embedded; the others get mixtures.")] = 2000,
    out: Out = REPORTS,
    json: Json = False,
) -> None:
    """Measure latency, memory, disk and the approximate index over many passages, by one process and by two."""
    from assistant.settings import Settings
    from evals.scale import run, save

    found = run(corpus, datasets, Settings(), home=home, passages=passages, real=real)
    saved = save(found, out)
    typer.echo(found.model_dump_json() if json else found.table())
    note(f"saved {saved}")


@app.command(name="fit-pages")
def fit_pages(
    datasets: Annotated[
        list[Path], typer.Option("--dataset", help="Folder of labelled pages; may be repeated.", exists=True)
    ],
    write: Annotated[bool, typer.Option("--write", help="Replace the weights that documents are read with.")] = False,
) -> None:
    """Fit how furniture of portals' pages is told from articles, on labelled pages."""
    from corpus.clean.weighing import WEIGHTS
    from evals.furniture import fit
    from evals.furniture import write as write_weights

    fitted = fit(datasets)
    for region, weights in fitted.items():
        strongest = sorted(weights, key=lambda name: -abs(weights[name]))[:8]
        typer.echo(f"{region}: " + ", ".join(f"{name} {weights[name]:+.2f}" for name in strongest))
    if write:
        write_weights(WEIGHTS, fitted)


@app.command()
def calibrate(
    datasets: Annotated[list[Path], typer.Option("--dataset", help="Gold questions; may be repeated.", exists=True)],
    corpora: Annotated[
        list[Path], typer.Option("--corpus", help="What each dataset is about, in the same order.", exists=True)
    ],
    services: Annotated[
        bool,
        typer.Option("--services", help="Fit how sure it is that a service is meant, on questions about services."),
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Replace the weights that the assistant uses.")] = False,
) -> None:
    """Fit how sure the assistant is, and from when on it answers, on gold questions over their own documents."""
    from assistant import confidence
    from assistant.duties import Duties
    from assistant.procedures import certainty
    from assistant.procedures.entries import Entries
    from assistant.procedures.finding import Finder
    from assistant.settings import Settings
    from evals import calibration, service_calibration
    from evals.bench import document_bench
    from evals.datasets import load
    from evals.places import Ground
    from retrieval.search import open_retriever

    if len(datasets) != len(corpora):
        raise typer.BadParameter(f"{len(datasets)} datasets, {len(corpora)} corpora: give each dataset its documents")
    seen: list[calibration.Observation] = []
    for path, corpus in zip(datasets, corpora, strict=True):
        with document_bench([corpus], Settings(), answering=True) as bench:
            cases = [case for case in load(path).cases if case.kind != "aggregate"]
            retriever = open_retriever(bench.settings.index_folder, bench.library, bench.embedder)
            ground = Ground(bench.library)
            if services:
                finder = Finder(Entries(bench.library), retriever)
                seen += service_calibration.observe(
                    cases, retriever=retriever, scorer=retriever, ground=ground, finder=finder
                )
            else:
                duties = Duties(bench.library)
                seen += calibration.observe(cases, retriever=retriever, scorer=retriever, ground=ground, duties=duties)
    fitted = service_calibration.fit(seen) if services else calibration.fit(seen)
    typer.echo(f"area {fitted.area:.3f}, right kept {fitted.kept:.3f}, wrong refused {fitted.refused:.3f}")
    typer.echo("\n".join(f"{name} = {value:.4f}" for name, value in fitted.weights.items()))
    if services:
        kept, refused = service_calibration.judge(seen, certainty.weights())
        typer.echo(f"in use: right kept {kept:.3f}, wrong refused {refused:.3f}")
    if write:
        reader = certainty if services else confidence
        calibration.write(reader.WEIGHTS, fitted.weights, reader=reader.__name__)
