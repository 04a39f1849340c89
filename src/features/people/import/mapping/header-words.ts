// Header names of HR exports: plain words in English, German and Arabic, and the exact names that Workday, SAP SuccessFactors,
// BambooHR, Personio, ADP and DATEV write. Order within a field is preference. Compared without case, spaces and punctuation.
import type { ImportField } from '../fields.ts'

type SingleField = Exclude<ImportField, 'unitPath' | 'manager'>

const list = (text: string): string[] => text.split('|').map((phrase) => phrase.trim())

export const fieldWords: Record<SingleField, string[]> = {
  hrNumber:
    list(`employee number | employee id | empid | emp id | employee code | personnel number | personnel id | personnel no | pernr | staff number | staff id | staff code |
    worker id | associate id | file number | payroll number | hr number | hr id | person number | person id | person id external | user sys id | userid | user id |
    worker number | colleague id | team member id | workday id | id |
    personalnummer | personal nr | persnr | pers nr | personalid | mitarbeiternummer | mitarbeiter nr | ma nr | manr | mitarbeiter id | mitarbeiterkennung | stammnummer | angestelltennummer |
    الرقم الوظيفي | رقم الموظف | رقم الموظفة | كود الموظف | الرقم الوظيفى | معرف الموظف | رقم الملف`),
  fullName:
    list(`full name | employee name | name | display name | employee | worker | staff name | last first | last name first name | name last first | last name comma first name |
    payroll name | legal name | worker name | person name | employee full name | associate name | formal name |
    vollständiger name | mitarbeitername | name des mitarbeiters | mitarbeiter | mitarbeiterin | nachname vorname | name vorname | vor und nachname | vorname nachname | anzeigename |
    الاسم الكامل | اسم الموظف | الاسم | الموظف | الاسم بالكامل | الاسم الرباعي | الاسم الثلاثي`),
  givenName:
    list(`first name | given name | firstname | fname | forename | legal first name | legal name first name | first | given names | christian name |
    vorname | vornamen | الاسم الأول | الاسم الاول | الاسم الشخصي`),
  familyName: list(`last name | family name | surname | lastname | lname | legal last name | legal name last name | last | second name |
    nachname | familienname | zuname | اسم العائلة | العائلة | اللقب | الاسم الأخير | اسم الأسرة`),
  preferredName:
    list(`preferred name | preferred first name | known as | nickname | preferred or chosen name | preferred or chosen first name | goes by | chosen name |
    rufname | spitzname | bevorzugter name | الاسم المفضل | اسم الشهرة`),
  email:
    list(`work email | business email | company email | primary work email | email work | email | email address | email id | work email address | primary email | corporate email | office email |
    work contact work email | business email address | mail | username email |
    email geschäftlich | geschäftliche email | dienstliche email | email dienstlich | email adresse | emailadresse | firmen email | mailadresse |
    البريد الإلكتروني | البريد الالكتروني | الإيميل | ايميل | البريد الإلكتروني للعمل | بريد العمل`),
  unitCode:
    list(`department id | department code | department number | unit code | unit id | org unit id | org unit code | org code | organizational unit id | cost center | cost centre | cost center code |
    cost center number | costcentre | team code | division code |
    kostenstelle | kostenstellennummer | abteilungsnummer | abteilungs nr | abteilungscode | abteilungskürzel | organisationseinheit id | oe kürzel | orgeinheit nr |
    رقم القسم | رمز القسم | كود القسم | مركز التكلفة | رمز الإدارة | كود الإدارة`),
  site: list(`site | location | work location | office | branch | store | plant | office location | work site | location name | location description | site name | store name | branch name | workplace |
    work location name | building | facility | warehouse |
    standort | arbeitsort | dienstort | niederlassung | filiale | betriebsstätte | werk | büro | einsatzort | arbeitsstätte | standortname |
    الموقع | موقع العمل | مكان العمل | الفرع | المكتب | اسم الفرع`),
  siteTimeZone: list(`time zone | timezone | site time zone | location time zone | tz | zeitzone | المنطقة الزمنية`),
  jobRole:
    list(`job role | job title | position | position title | job title description | business title | role | title | job | job name | job profile | job function | designation | occupation | job description |
    position name | working title | job profile name | job position |
    stelle | stellenbezeichnung | funktion | position bezeichnung | rolle | berufsbezeichnung | tätigkeit | jobtitel | tätigkeitsbezeichnung | planstelle | beruf | aufgabe |
    المسمى الوظيفي | الوظيفة | المنصب | الدور الوظيفي | المهنة | الدور | المسمى الوظيفى`),
  startedOn:
    list(`hire date | start date | date of hire | hired on | joining date | date of joining | join date | date joined | employment start date | employment date | original hire date | most recent hire date |
    doj | entry date | commencement date | started on | service date | continuous service date | hired | date started | first day |
    eintrittsdatum | eintritt | einstellungsdatum | startdatum | beginn | beschäftigt seit | vertragsbeginn | beschäftigungsbeginn | eintritt am | arbeitsbeginn | dienstantritt | erster arbeitstag |
    تاريخ التعيين | تاريخ الالتحاق | تاريخ المباشرة | تاريخ بدء العمل | تاريخ الانضمام | تاريخ التوظيف | تاريخ البدء`),
  leftOn:
    list(`termination date | leaving date | end date | exit date | last day | last day of work | date of termination | leave date | left on | employment end date | separation date | date of leaving | last working day |
    contract end date | contract end | contract ends | resignation date | date left | terminated on | release date | deactivation date |
    austrittsdatum | austritt | kündigungsdatum | letzter arbeitstag | vertragsende | enddatum | ausgeschieden am | beschäftigungsende | austritt am | befristet bis | ausgetreten am |
    تاريخ انتهاء الخدمة | تاريخ المغادرة | تاريخ ترك العمل | آخر يوم عمل | تاريخ الانتهاء | تاريخ الاستقالة | نهاية العقد | تاريخ نهاية الخدمة`),
  language:
    list(`language | preferred language | correspondence language | locale | default locale | communication language | native preferred language | preferred locale | ui language |
    sprache | korrespondenzsprache | bevorzugte sprache | muttersprache | اللغة | اللغة المفضلة | لغة التواصل`),
  leadsUnit:
    list(`is manager | manager flag | is leader | people manager | leads unit | leads team | leads the team | leads the unit | team leader | team lead | is supervisor | leader | has direct reports | is people manager |
    ist führungskraft | führungskraft ja nein | leitet | leitet das team | teamleiter | teamleitung | abteilungsleiter | leitungsfunktion | leitung |
    قائد الفريق | مدير القسم | رئيس القسم | هل هو مدير | قائد`),
  status:
    list(`status | employment status | employee status | active status | active | is active | worker status | position status | current status | job status | empl status |
    beschäftigungsstatus | mitarbeiterstatus | aktiv | anstellungsstatus | status mitarbeiter | الحالة | حالة الموظف | الحالة الوظيفية | حالة التوظيف`),
}

/** From the best kind of reference to the weakest: a number names one person, a name perhaps two. */
export const managerWords: string[][] = [
  list(`manager id | supervisor id | supervisor eid | manager employee id | manager employee number | supervisor number | manager number | manager user id | reports to id | reports to associate id | reports to number |
    supervisor employee id | manager worker id | managers employee id | line manager id | supervisor employee number | manager personnel number |
    vorgesetzter id | vorgesetzter personalnummer | personalnummer vorgesetzter | personalnummer des vorgesetzten | personalnr vorgesetzter | vorgesetzten nr | vorgesetzter nr | führungskraft id | führungskraft personalnummer |
    رقم المدير | الرقم الوظيفي للمدير | رقم المدير المباشر | كود المدير`),
  list(`manager email | supervisor email | reports to email | line manager email | manager work email | supervisor work email | manager email address |
    vorgesetzter email | email vorgesetzter | führungskraft email | email des vorgesetzten | بريد المدير | البريد الإلكتروني للمدير`),
  list(`manager | supervisor | reports to | reporting to | line manager | direct manager | manager name | supervisor name | reports to name | reporting manager | direct supervisor | workers manager | boss | immediate supervisor |
    immediate manager | line manager name | reporting manager name | reportsto | employee manager |
    vorgesetzter | vorgesetzte | vorgesetzte r | vorgesetzter name | führungskraft | disziplinarischer vorgesetzter | direkter vorgesetzter | name des vorgesetzten | berichtet an | vorgesetzte person | direkte führungskraft |
    المدير المباشر | المدير | المشرف | الرئيس المباشر | اسم المدير | اسم المدير المباشر | المسؤول المباشر | المشرف المباشر`),
]

/** Levels of the unit tree from the top down; of each level one column is taken. */
export const unitLevels: string[][] = [
  list(
    `unit path | organization path | org path | department path | organisation path | department hierarchy | org hierarchy | abteilungspfad | organisationspfad | المسار التنظيمي`,
  ),
  list(
    `business unit | sector | business unit description | business area | geschäftsbereich | sparte | geschäftseinheit | unternehmensbereich | ressort | القطاع | وحدة الأعمال`,
  ),
  list(
    `division | division name | directorate | division description | bereich | hauptabteilung | direktion | fachbereich | dezernat | الإدارة العامة | القطاع الفرعي`,
  ),
  list(`department | department name | home department | home department description | department description | organizational unit | organisational unit | org unit | orgunit | organization unit |
    supervisory organization | organization | organisation | unit | unit name | cost center name | cost center description | area |
    abteilung | abteilungsname | abteilungsbezeichnung | organisationseinheit | orgeinheit | organisationseinheit bezeichnung | kostenstelle bezeichnung | kostenstellenbezeichnung | einheit |
    الإدارة | الادارة | اسم الإدارة | الجهة | الوحدة التنظيمية`),
  list(
    `sub department | subdepartment | section | section name | sub division | unterabteilung | sachgebiet | referat | القسم | قسم | اسم القسم | الدائرة`,
  ),
  list(`group | sub section | gruppe | arbeitsgruppe | الشعبة | المجموعة | الوحدة`),
  list(`team | team name | squad | mannschaft | teamname | الفريق | فريق العمل | اسم الفريق`),
]

/** Words that change nothing when they stand beside a known name. */
export const harmlessWords = new Set(
  list(
    'employee|employees|worker|staff|current|primary|main|the|of|s|official|full|mitarbeiter|der|des|die|text|aktuell|aktuelle|aktueller|bezeichnung|description|person|associate|hr',
  ),
)
