//! Everything about one person, as one JSON document that they may carry away.

use mutua_domain::policy::{Thing, Verb};
use mutua_storage::{
    Value,
    tables::{
        export::{self, Shape},
        people,
    },
};
use serde_json::{Map, Value as Json, json};

use crate::{
    check_ins::{Answer, date_of as day},
    cx::Cx,
    error::{Error, Result},
    mirror, needs,
    secrets::PersonKey,
    standing,
    supporters::Kept,
    wellbeing::{WellbeingScores, month::first_day},
};

/// All that is kept about the person who acts; kept needs with their words.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn everything(cx: &mut Cx<'_, '_>) -> Result<Json> {
    let me = cx.me()?;
    cx.require(standing::to_own(cx, me), Thing::Account, Verb::See)?;
    let account = people::account(cx.tx, me)?.ok_or(Error::NotFound)?;
    let mut document = Map::new();
    document.insert("exported_at".into(), json!(cx.now));
    document.insert(
        "profile".into(),
        json!({
            "id": account.id,
            "state": account.state,
            "name": account.name,
            "pronouns": account.pronouns,
            "language": account.language,
            "time_zone": account.time_zone,
            "email": account.email,
            "email_confirmed_at": account.email_confirmed_at,
            "reach": account.reach,
            "is_administrator": account.is_administrator,
            "created_at": account.created_at,
        }),
    );
    document.insert("needs".into(), needs(cx)?);
    document.insert("check_ins".into(), check_ins(cx)?);
    document.insert("wellbeing".into(), wellbeing(cx)?);
    document.insert("mirror".into(), json!(mirror::show(cx)?));
    document.insert("linked_days".into(), json!(mirror::links::show(cx)?.links));
    document.insert("supporters".into(), supporters(cx)?);
    for section in export::SECTIONS {
        let rows = export::read(cx.tx, section, me)?;
        let rows = rows.into_iter().map(|row| object(section.columns, row)).collect();
        document.insert(section.name.to_owned(), Json::Array(rows));
    }
    Ok(Json::Object(document))
}

/// The key of the person who acts, if they have one: reading makes none.
fn key(cx: &mut Cx<'_, '_>) -> Result<Option<PersonKey>> {
    let me = cx.me()?;
    match people::wrapped_key(cx.tx, me)? {
        Some(wrapped) => cx.app.key.unwrap_person_key(me.0, &wrapped).map(Some),
        None => Ok(None),
    }
}

fn check_ins(cx: &mut Cx<'_, '_>) -> Result<Json> {
    let me = cx.me()?;
    let rows = export::check_ins(cx.tx, me)?;
    let Some(key) = key(cx)? else { return Ok(Json::Array(Vec::new())) };
    let mut list = Vec::with_capacity(rows.len());
    for row in rows {
        let answer = Answer::open(&key, row.id, &row.sealed)?;
        list.push(json!({
            "id": row.id, "day": day(row.day), "score": answer.score, "layers": answer.layers,
            "words": answer.words, "share": row.share, "created_at": row.created_at, "changed_at": row.changed_at,
        }));
    }
    Ok(Json::Array(list))
}

fn wellbeing(cx: &mut Cx<'_, '_>) -> Result<Json> {
    let me = cx.me()?;
    let rows = export::wellbeing(cx.tx, me)?;
    let Some(key) = key(cx)? else { return Ok(Json::Array(Vec::new())) };
    let mut list = Vec::with_capacity(rows.len());
    for row in rows {
        let scores = WellbeingScores::open(&key, row.id, &row.sealed)?;
        list.push(json!({
            "id": row.id, "circle": row.circle_id, "month": first_day(row.month), "scores": scores,
            "created_at": row.created_at, "changed_at": row.changed_at,
        }));
    }
    Ok(Json::Array(list))
}

fn supporters(cx: &mut Cx<'_, '_>) -> Result<Json> {
    let me = cx.me()?;
    let rows = export::supporters(cx.tx, me)?;
    let Some(key) = key(cx)? else { return Ok(Json::Array(Vec::new())) };
    let mut list = Vec::with_capacity(rows.len());
    for row in rows {
        let kept = Kept::open(&key, row.id, &row.sealed)?;
        list.push(json!({
            "id": row.id, "member": row.member_id, "name": kept.name, "sort": kept.sort, "ways": kept.ways,
            "note": kept.note, "gives": kept.gives, "receives": kept.receives, "rhythm": row.rhythm,
            "touched_at": row.touched_at, "circle": row.circle_id, "created_at": row.created_at,
            "changed_at": row.changed_at,
        }));
    }
    Ok(Json::Array(list))
}

fn needs(cx: &mut Cx<'_, '_>) -> Result<Json> {
    let me = cx.me()?;
    let rows = export::needs(cx.tx, me)?;
    let key = key(cx)?;
    let mut list = Vec::with_capacity(rows.len());
    for row in rows {
        let words = match (&key, &row.sealed) {
            (Some(key), Some(sealed)) => Some(key.open(needs::SEALED_AS, row.id.0, sealed)?),
            _ => None,
        };
        list.push(json!({
            "id": row.id, "kind": row.kind, "state": row.state, "words": words, "ask": row.ask_id,
            "created_at": row.created_at, "changed_at": row.changed_at,
        }));
    }
    Ok(Json::Array(list))
}

fn object(columns: &[(&'static str, Shape)], row: Vec<Value>) -> Json {
    let members =
        columns.iter().zip(row).map(|((name, shape), value)| ((*name).to_owned(), one(*shape, value)));
    Json::Object(members.collect())
}

fn one(shape: Shape, value: Value) -> Json {
    match (shape, value) {
        (Shape::Time, Value::Int(n)) => {
            jiff::Timestamp::from_microsecond(n).map_or(Json::Null, |at| json!(at))
        }
        (Shape::Bool, Value::Int(n)) => json!(n != 0),
        (Shape::Id, Value::Bytes(bytes)) => uuid::Uuid::from_slice(&bytes).map_or(Json::Null, |id| json!(id)),
        (_, Value::Id(id)) => json!(id),
        (_, Value::Int(n)) => json!(n),
        (_, Value::Bool(b)) => json!(b),
        (_, Value::Text(text)) => json!(text),
        (_, Value::Null | Value::Bytes(_)) => Json::Null,
    }
}
