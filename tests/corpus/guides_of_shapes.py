"""Guides as different places write them, each of our own making and in a shape of its own."""

HEADINGS = """# Phường Bến Đò

## 1. Cấp giấy phép neo thuyền

**Thành phần hồ sơ:**
- Tờ khai neo thuyền (Mẫu số 07);
- Bản sao đăng ký thuyền.

**Thời hạn giải quyết:** 04 ngày làm việc.

**Lệ phí:** 25.000 đồng/giấy.

**Cơ quan thực hiện:** Ủy ban nhân dân cấp xã.

## 2. Gia hạn giấy phép neo thuyền

**Thành phần hồ sơ:**
- Đơn đề nghị gia hạn.

**Thời hạn giải quyết:** 02 ngày làm việc.

**Lệ phí:** Không.

**Cơ quan thực hiện:** Ủy ban nhân dân cấp xã.
"""

TABLE = """Danh mục thủ tục

| STT | Tên thủ tục | Hồ sơ | Thời hạn | Lệ phí |
| 1 | Cấp thẻ chợ nổi | - Đơn đề nghị (mẫu 02-CN); - Bản sao đăng ký thuyền | 05 ngày làm việc | 10.000 đồng/thẻ |
| 2 | Cấp lại thẻ chợ nổi | - Đơn đề nghị | 03 ngày làm việc | Không |
"""

ARTICLES = """### Điều 7. Cấp giấy phép thả lưới
1. Hồ sơ gồm có:
a) Đơn đề nghị theo Mẫu số 04;
b) Bản sao đăng ký thuyền.
2. Ngư dân nộp hồ sơ đến Ủy ban nhân dân cấp xã nơi cư trú.
3. Sở Nông nghiệp trong thời hạn 09 ngày làm việc ra quyết định.

### Điều 8. Trách nhiệm của Sở Nông nghiệp
Sở nhận hồ sơ theo Mẫu số 05, gửi báo cáo trong 10 ngày và kiểm tra việc thực hiện ở các xã, phường ven sông của tỉnh.
"""

ASKING = """# Sổ tay người đi biển

### 1. Đổi bằng lái thuyền

*Cần mang theo những gì?*
1. Đơn đề nghị đổi bằng;
2. Giấy khám sức khỏe.

*Nộp ở đâu?* Chi cục Đường thủy tỉnh.

*Mất bao lâu?* 06 ngày làm việc.

*Tốn bao nhiêu?* 90.000 đồng/lần.

### 2. Cấp bằng lái thuyền lần đầu

*Cần mang theo những gì?*
1. Đơn đề nghị cấp bằng.

*Nộp ở đâu?* Chi cục Đường thủy tỉnh.

*Mất bao lâu?* 10 ngày làm việc.

*Tốn bao nhiêu?* 120.000 đồng/lần.
"""

RUSSIAN = """# Стоянка лодки

## 1. Разрешение на стоянку лодки

**Документы:**
- заявление по форме 07/2024/TT-LD, 1 экземпляр;
- копия свидетельства о лодке.

**Срок рассмотрения:** 4 рабочих дня; зимой 6 рабочих дней.

**Сбор:** 25 000 донгов за разрешение; пенсионеры освобождены.

**Куда обращаться:** Управление порта.

## 2. Продление стоянки

**Документы:**
- заявление.

**Срок рассмотрения:** 1 рабочий день.

**Сбор:** бесплатно.

**Куда обращаться:** Управление порта.
"""

POLISH = """Zezwolenie na postój łodzi

Wymagane dokumenty
- Wniosek o zezwolenie.
- Kopia dowodu rejestracyjnego łodzi.

Czas załatwienia
4 dni robocze.

Opłata
Bezpłatnie.

Gdzie złożyć
Urząd portu.
"""

PORTAL = """Cấp giấy phép neo thuyền dài ngày
Trình tự thực hiện
Bước 1: Ngư dân nộp hồ sơ.
Cách thức thực hiện
| Hình thức nộp | Thời hạn giải quyết | Phí, lệ phí |
| Trực tiếp | 04 ngày làm việc | Lệ phí: 25.000 đồng/giấy |
| Trực tuyến | 02 ngày làm việc | Lệ phí: 15.000 đồng/giấy |
Thành phần hồ sơ
| Tên giấy tờ | Mẫu đơn, tờ khai | Số lượng |
| Tờ khai neo thuyền | Mẫu NT-01a | Bản chính: 2, Bản sao: 0 |
| Bản vẽ chỗ neo |  | Bản chính: 0, Bản sao: 1 |
Cơ quan thực hiện
Chi cục Đường thủy tỉnh.
"""

ANNEX = """## A. Sau khi đơn giản hóa

| STT | Tên thủ tục | Hồ sơ | Thời hạn | Lệ phí |
|---|---|---|---|---|
| 1 | Đăng ký thuyền | - Tờ khai (Mẫu 15/ĐT)<br>- Bản sao hợp đồng mua | 05 ngày | 90.000 đồng/lần; hộ nghèo: miễn |
| 2 | Xóa đăng ký thuyền | - Đơn đề nghị | 03 ngày làm việc | Không |

## B. Nội dung đã cắt giảm

**1. Đăng ký thuyền**

- Giữ nguyên: người mua phải làm thủ tục trong thời hạn 20 ngày kể từ ngày mua.

**2. Xóa đăng ký thuyền**

- Bỏ bản sao căn cước.
"""

NEWSPAPER = """MUỐN NEO THUYỀN Ở BẾN MỚI, LÀM SAO?

Nộp đơn ở đâu

Nơi nhận là ban quản lý bến nơi ngư dân muốn neo thuyền, không bắt buộc ở nơi cư trú.

Giấy tờ gồm những gì

Thứ nhất là đơn đề nghị neo thuyền theo mẫu số 21.
Thứ hai là bản sao đăng ký thuyền của người đang đứng
tên chủ thuyền.

Bao giờ có giấy

Ban quản lý cấp giấy trong 6 ngày kể từ ngày nhận đủ hồ sơ.

Thuyền nào được neo

Thuyền gỗ được neo 12 tháng, thuyền sắt 24 tháng.

Muốn đổi bến thì sao

Anh Năm làm thủ tục chuyển bến neo thuyền khi nhà dời đi.
Anh gửi đơn đề nghị chuyển bến theo mẫu số 22 đến ban quản lý bến cũ.
Trong 02 ngày làm việc, ban quản lý giải quyết xong. Việc này không thu tiền.
"""

LEAFLET = """# Living by the river

## Registering a birth

You must register the birth within 60 days at the commune office where the mother lives. Bring the birth certificate
from the hospital, your passport and two photos. It is free of charge. The certificate is issued on the same day.

## Exchanging a driving licence

Apply at the provincial police. You will need form GX-2 and a health certificate. The fee is 99,000 dong. It takes
5 working days.
"""

BOLD_STOPS = """# Карта

## Продление визы

**Куда.** Управление порта; можно через сайт.
**Документы.** Паспорт, анкета, фото.
**Срок.** 5 рабочих дней.
**Плата.** 25 долларов США.

## Стоянка лодки

| | Разовая | Годовая |
|---|---|---|
| Сбор | 10 USD за лодку | 30 USD за лодку |
| Срок действия | 30 дней | 360 дней |
| Срок рассмотрения | 3 рабочих дня | 3 рабочих дня |

**Куда.** Управление порта.
**Документы.** Заявление.
"""

ALOUD = """### Thuyền nhỏ

**Hỏi: Nộp ở đâu? Nhà tôi ở xa.**

Đáp: Chi cục Đường thủy tỉnh.

**Hỏi: Giấy tờ gồm những gì?**

Đáp: Đơn đề nghị theo mẫu số 31; bản sao hợp đồng.

**Hỏi: Bao lâu có kết quả?**

Đáp: 20 ngày.

**Hỏi: Có mất phí không?**

Đáp: Không.
"""

JOINED = """# Łodzie

## 1. Postój łodzi

### Kto i gdzie

Właściciel składa wniosek w urzędzie portu, w którym łódź stoi.

### Papiery

- wniosek, wzór ŁA12;
- kopia dowodu, poświadczona.

### Ile to kosztuje i trwa

Pierwszy postój kosztuje 90 USD za łódź. Decyzja zapada w ciągu 4 dni.

## 2. Zgłoszenie łodzi

### Termin

Łódź zgłoś w ciągu 30 dni od kupna. Zgłoszenie w terminie jest bezpłatne.

### Co zabrać

1. formularz zgłoszenia;
2. umowę kupna.

### Jak długo

Wpis robią tego samego dnia.
"""
