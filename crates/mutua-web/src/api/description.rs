//! What the description says of every operation alike: how its failures look, and whether it needs a body.

use std::collections::BTreeSet;

use utoipa::openapi::{
    Components, Content, ContentBuilder, Ref, RefOr, Required, Response, ResponseBuilder, Schema,
    path::{Operation, PathItem},
    request_body::RequestBody,
};

/// The name under which the answer to a failure is described.
const PROBLEM: &str = "Problem";
const MEDIA_TYPE: &str = "application/problem+json";

/// Completes the description of every operation.
pub(super) fn completed(mut description: utoipa::openapi::OpenApi) -> utoipa::openapi::OpenApi {
    let components = description.components.get_or_insert_default();
    components.responses.insert(PROBLEM.to_owned(), RefOr::T(problem("What went wrong, and what to do")));
    let may_lack = all_optional(components);
    for operation in description.paths.paths.values_mut().flat_map(operations) {
        with_failures(operation);
        if let Some(RefOr::T(body)) = &mut operation.request_body
            && is_one_of(body, &may_lack)
        {
            body.required = Some(Required::False);
        }
    }
    description
}

/// Those failures that it names, and any other (`default`).
fn with_failures(operation: &mut Operation) {
    let responses = &mut operation.responses.responses;
    for (status, answer) in responses.iter_mut() {
        if let (true, RefOr::T(answer)) = (status.starts_with(['4', '5']), answer) {
            answer.content.insert(MEDIA_TYPE.to_owned(), RefOr::T(content()));
        }
    }
    responses
        .entry("default".to_owned())
        .or_insert_with(|| RefOr::Ref(Ref::new(format!("#/components/responses/{PROBLEM}"))));
}

/// Where the sorts of objects are of which every field may lack: an empty body stands for one of those.
fn all_optional(components: &Components) -> BTreeSet<String> {
    let lacks_nothing = |schema: &RefOr<Schema>| match schema {
        RefOr::T(Schema::Object(object)) => object.required.is_empty(),
        _ => false,
    };
    let names = components.schemas.iter().filter(|(_, schema)| lacks_nothing(schema)).map(|(name, _)| name);
    names.map(|name| Ref::from_schema_name(name).ref_location).collect()
}

fn is_one_of(body: &RequestBody, places: &BTreeSet<String>) -> bool {
    body.content.values().any(|content| match content {
        RefOr::T(Content { schema: Some(RefOr::Ref(place)), .. }) => places.contains(&place.ref_location),
        _ => false,
    })
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete].into_iter().flatten()
}

fn problem(what: &str) -> Response {
    ResponseBuilder::new().description(what).content(MEDIA_TYPE, content()).build()
}

fn content() -> Content {
    let schema = Ref::from_schema_name("ProblemDetails");
    ContentBuilder::new().schema(Some(schema)).build()
}
