//! What a value is on each engine: ids are BLOB / uuid, instants INTEGER microseconds /
//! timestamptz, days TEXT / date, vectors BLOB / bytea of little-endian f32, choices their word on the wire, documents TEXT / jsonb.

use domain::{
    access::{Role, Scope},
    brief::Language,
    channel::{ChannelKind, PostFormat},
    ids::{
        AssetId, BrandId, BriefId, BudgetId, CallId, CampaignId, DecisionId, GoldenId, JobId,
        OrgId, PostId, PriceId, ReaderId, RunId, SampleId, SessionId, StepId, TermId, TokenId,
        ToolUseId, UserId, VersionId, VoiceId,
    },
    picture::{Colour, FileHash},
    post::{ContentField, ContentHash, Origin, PostState, Verdict},
    run::{RunState, StepKind, StepState},
    spending::{BudgetScope, CallState, Period, TaskKind},
    time::{Day, Timestamp},
    tools::{TermRule, UseState},
    usage::Cost,
    voice::SampleKind,
};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{
    Decode, Encode, Postgres, Sqlite, Type, encode::IsNull, error::BoxDynError,
    postgres::PgArgumentBuffer,
};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{Error, Row};

/// A value that can be bound to a statement.
pub(crate) trait Value {
    /// What SQLite gets.
    type Sqlite: for<'q> Encode<'q, Sqlite> + Type<Sqlite> + Send + 'static;
    /// What PostgreSQL gets.
    type Postgres: for<'q> Encode<'q, Postgres> + Type<Postgres> + Send + 'static;

    /// The value for SQLite.
    fn sqlite(self) -> Self::Sqlite;
    /// The value for PostgreSQL.
    fn postgres(self) -> Self::Postgres;
}

/// A value that can be read from a column.
pub(crate) trait Field: Sized {
    /// The value, or what is wrong with it.
    fn read(row: &Row, column: &str) -> Result<Self, String>;
}

impl<T: Value> Value for Option<T> {
    type Sqlite = Option<T::Sqlite>;
    type Postgres = Option<T::Postgres>;

    fn sqlite(self) -> Self::Sqlite {
        self.map(Value::sqlite)
    }

    fn postgres(self) -> Self::Postgres {
        self.map(Value::postgres)
    }
}

impl<T: Field> Field for Option<T> {
    fn read(row: &Row, column: &str) -> Result<Self, String> {
        if row.is_null(column)? {
            Ok(None)
        } else {
            T::read(row, column).map(Some)
        }
    }
}

/// Values that `T -> Native` and `Native -> T` turn into what both engines keep.
macro_rules! values {
    ($($value:ty as $native:ty, $to:expr, $from:expr;)+) => {$(
        impl Value for $value {
            type Sqlite = $native;
            type Postgres = $native;

            fn sqlite(self) -> $native {
                ($to)(self)
            }

            fn postgres(self) -> $native {
                ($to)(self)
            }
        }

        impl Field for $value {
            fn read(row: &Row, column: &str) -> Result<Self, String> {
                row.native::<$native>(column).and_then($from)
            }
        }
    )+};
}

fn same<T>(value: T) -> T {
    value
}

fn number<T: TryFrom<i64>>(value: i64) -> Result<T, String> {
    T::try_from(value).map_err(|_| format!("{value} is out of range"))
}

fn unsigned(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn bytes(floats: Vec<f32>) -> Vec<u8> {
    floats.into_iter().flat_map(f32::to_le_bytes).collect()
}

fn floats(bytes: &[u8]) -> Result<Vec<f32>, String> {
    let (floats, rest) = bytes.as_chunks();
    if rest.is_empty() {
        Ok(floats
            .iter()
            .map(|four| f32::from_le_bytes(*four))
            .collect())
    } else {
        Err(format!(
            "{} bytes are no numbers of four bytes",
            bytes.len()
        ))
    }
}

values! {
    i64 as i64, same, Ok::<_, String>;
    bool as bool, same, Ok::<_, String>;
    String as String, same, Ok::<_, String>;
    Vec<u8> as Vec<u8>, same, Ok::<_, String>;
    Uuid as Uuid, same, Ok::<_, String>;
    u16 as i64, i64::from, number;
    u32 as i64, i64::from, number;
    u64 as i64, unsigned, number;
    usize as i64, |size| unsigned(size as u64), number;
    Cost as i64, |cost: Cost| cost.0, |micros| Ok::<_, String>(Cost(micros));
    Day as Date, |day: Day| day.0, |date| Ok::<_, String>(Day(date));
    Colour as String, |colour: Colour| colour.to_string(), |text: String| text.parse::<Colour>().map_err(|error| error.to_string());
    Language as String, |language: Language| language.code().to_owned(), |code: String| {
        code.parse::<Language>().map_err(|()| format!("no language has the code {code:?}"))
    };
    FileHash as String, |hash: FileHash| hash.0, |hash| Ok::<_, String>(FileHash(hash));
    ContentHash as String, |hash: ContentHash| hash.0, |hash| Ok::<_, String>(ContentHash(hash));
    Vec<f32> as Vec<u8>, bytes, |bytes: Vec<u8>| floats(&bytes);
    [u8; 32] as Vec<u8>, |hash: [u8; 32]| hash.to_vec(), |bytes: Vec<u8>| {
        <[u8; 32]>::try_from(bytes).map_err(|bytes| format!("{} bytes instead of 32", bytes.len()))
    };
}

macro_rules! ids {
    ($($id:ident),+) => { values! { $($id as Uuid, |id: $id| id.0, |id| Ok::<_, String>($id(id));)+ } };
}

ids!(
    AssetId, BrandId, BriefId, BudgetId, CallId, CampaignId, DecisionId, GoldenId, JobId, OrgId,
    PostId, PriceId, RunId, SampleId, SessionId, StepId, TermId, TokenId, ToolUseId, UserId,
    VersionId, VoiceId, ReaderId
);

macro_rules! choices {
    ($($choice:ident),+) => { values! { $($choice as String, |choice: $choice| word(&choice), choice::<$choice>;)+ } };
}

choices!(
    BudgetScope,
    CallState,
    ChannelKind,
    ContentField,
    Origin,
    Period,
    PostFormat,
    PostState,
    Role,
    RunState,
    SampleKind,
    Scope,
    StepKind,
    StepState,
    TaskKind,
    TermRule,
    UseState,
    Verdict
);

/// The word that stands for a choice on the wire.
fn word(choice: &impl Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(word)) => word,
        // No choice carries data, so this is not reached; the column's CHECK would refuse it.
        _ => String::new(),
    }
}

fn choice<T: DeserializeOwned>(word: String) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(|error| error.to_string())
}

impl Value for &str {
    type Sqlite = String;
    type Postgres = String;

    fn sqlite(self) -> String {
        self.to_owned()
    }

    fn postgres(self) -> String {
        self.to_owned()
    }
}

/// An instant. sqlx would write it to SQLite as text, whose order breaks at whole seconds.
impl Value for Timestamp {
    type Sqlite = i64;
    type Postgres = OffsetDateTime;

    fn sqlite(self) -> i64 {
        self.0
    }

    fn postgres(self) -> OffsetDateTime {
        self.to_utc()
    }
}

impl Field for Timestamp {
    fn read(row: &Row, column: &str) -> Result<Self, String> {
        match row {
            Row::Sqlite(..) => row.native(column).map(Self),
            Row::Postgres(..) => row.native::<OffsetDateTime>(column).map(Self::from),
        }
    }
}

/// A document on its way into the database, as JSON text.
pub(crate) struct Doc(String);

impl Doc {
    /// The document, unless it holds a NUL character, which PostgreSQL does not keep.
    pub(crate) fn of(value: &impl Serialize) -> Result<Self, Error> {
        let text = serde_json::to_string(value).map_err(|error| Error::Other(Box::new(error)))?;
        if holds_nul(&text) {
            return Err(Error::Other(
                "a document holds a NUL character, which no database keeps".into(),
            ));
        }
        Ok(Self(text))
    }
}

/// Whether JSON text has an escaped NUL: `\u0000` whose backslash is not itself escaped.
fn holds_nul(json: &str) -> bool {
    json.match_indices("\\u0000").any(|(at, _)| {
        let before = json.as_bytes().get(..at).unwrap_or_default();
        before
            .iter()
            .rev()
            .take_while(|byte| **byte == b'\\')
            .count()
            % 2
            == 0
    })
}

impl Value for Doc {
    type Sqlite = String;
    type Postgres = Jsonb;

    fn sqlite(self) -> String {
        self.0
    }

    fn postgres(self) -> Jsonb {
        Jsonb(self.0)
    }
}

/// JSON text sent as jsonb, without parsing it again.
pub(crate) struct Jsonb(String);

impl Type<Postgres> for Jsonb {
    fn type_info() -> sqlx::postgres::PgTypeInfo {
        <sqlx::types::JsonValue as Type<Postgres>>::type_info()
    }
}

impl Encode<'_, Postgres> for Jsonb {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        // The binary form of jsonb: version 1, then the text.
        buffer.extend_from_slice(&[1]);
        buffer.extend_from_slice(self.0.as_bytes());
        Ok(IsNull::No)
    }
}

/// A document from the database.
pub(crate) struct Json<T>(pub(crate) T);

impl<T> Field for Json<T>
where
    T: DeserializeOwned,
    sqlx::types::Json<T>: for<'r> Decode<'r, Sqlite> + for<'r> Decode<'r, Postgres>,
{
    fn read(row: &Row, column: &str) -> Result<Self, String> {
        row.native::<sqlx::types::Json<T>>(column)
            .map(|document| Self(document.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_is_found_where_json_means_one() {
        assert!(Doc::of(&"a\0b").is_err());
        assert!(Doc::of(&"\\\0").is_err());
        assert!(Doc::of(&"the text \\u0000 itself").is_ok());
    }
}
