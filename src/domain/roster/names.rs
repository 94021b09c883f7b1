//! The names of columns in the exports of common HR systems, as `header_key` makes them; earlier ones win.

use super::columns::{Field, TieField};

/// Own names first, then Google Directory, `BambooHR`, Workday and Personio, in English and German.
pub(super) fn roster_names(field: Field) -> &'static [&'static str] {
    match field {
        Field::Id => &[
            "id",
            "externalid",
            "employeeid",
            "employeenumber",
            "employeeno",
            "employee",
            "workerid",
            "personid",
            "personnelnumber",
            "staffid",
            "personalnummer",
            "mitarbeiterid",
            "mitarbeiternummer",
        ],
        Field::Email => &[
            "email",
            "emailaddress",
            "workemail",
            "workemailaddress",
            "emailwork",
            "primaryworkemail",
            "emailprimarywork",
            "primaryemail",
            "businessemail",
            "companyemail",
            "mail",
            "userprincipalname",
            "emailadresse",
            "geschaftlicheemail",
            "dienstlicheemail",
        ],
        Field::Name => &[
            "name",
            "fullname",
            "displayname",
            "employeename",
            "worker",
            "workername",
            "mitarbeiter",
            "vollstandigername",
            "legalname",
            "preferredname",
        ],
        Field::First => {
            &["first", "preferredfirstname", "firstname", "givenname", "vorname", "legalfirstname"]
        }
        Field::Last => &[
            "last",
            "preferredlastname",
            "lastname",
            "surname",
            "familyname",
            "nachname",
            "legallastname",
        ],
        Field::Team => &[
            "team",
            "teamname",
            "hometeam",
            "department",
            "departmentname",
            "dept",
            "abteilung",
            "supervisoryorganization",
            "orgunitpath",
            "orgunit",
            "organisationseinheit",
        ],
        Field::Parent => &[
            "parent",
            "parentteam",
            "parentdepartment",
            "department",
            "departmentname",
            "abteilung",
            "division",
            "businessunit",
            "bereich",
        ],
        Field::Manager => &[
            "manageremail",
            "managersemail",
            "supervisoremail",
            "reportstoemail",
            "vorgesetzteremail",
            "managerid",
            "manageremployeeid",
            "supervisorid",
            "reportstoid",
            "manager",
            "managername",
            "managersname",
            "supervisor",
            "supervisorname",
            "reportsto",
            "reportingto",
            "linemanager",
            "vorgesetzter",
            "vorgesetzte",
            "fuhrungskraft",
        ],
        Field::Site => &[
            "site",
            "location",
            "locationname",
            "office",
            "officelocation",
            "workplace",
            "buildingid",
            "building",
            "standort",
            "buro",
        ],
        // Titles are not among them: they are as many as people, and a group of one is of no use.
        Field::Function => &[
            "function",
            "jobfunction",
            "jobfamily",
            "jobfamilygroup",
            "jobcategory",
            "funktion",
            "jobfamilie",
            "tatigkeitsbereich",
            "berufsgruppe",
        ],
        Field::Seniority => &[
            "seniority",
            "senioritylevel",
            "level",
            "joblevel",
            "careerlevel",
            "managementlevel",
            "grade",
            "jobgrade",
            "karrierestufe",
            "karrierelevel",
            "stufe",
            "ebene",
        ],
        Field::Zone => &["zone", "timezone", "timezoneid", "tz", "zeitzone"],
        Field::Start => &[
            "start",
            "startdate",
            "startson",
            "firstday",
            "hiredate",
            "hiringdate",
            "dateofhire",
            "hiredon",
            "originalhiredate",
            "joindate",
            "joiningdate",
            "dateofjoining",
            "eintrittsdatum",
            "eintritt",
            "einstellungsdatum",
        ],
        Field::Language => {
            &["language", "preferredlanguage", "languagepreference", "lang", "locale", "sprache"]
        }
        Field::State => &[
            "state",
            "status",
            "workerstatus",
            "employeestatus",
            "accountstatus",
            "employmentstatus",
            "beschaftigungsstatus",
        ],
        Field::Lead => &["lead", "islead", "teamlead", "isteamlead", "leadsteam", "teamleitung"],
    }
}

/// Own names, and what lists of edges call them.
pub(super) fn tie_names(field: TieField) -> &'static [&'static str] {
    match field {
        TieField::A => {
            &["a", "persona", "person1", "person", "from", "source", "one", "ida", "emaila"]
        }
        TieField::B => {
            &["b", "personb", "person2", "other", "to", "target", "two", "idb", "emailb"]
        }
        TieField::Date => &["date", "last", "laston", "lastmet", "lastmeton", "meton", "datum"],
        TieField::Times => &["times", "count", "meetings", "howoften", "anzahl"],
    }
}
