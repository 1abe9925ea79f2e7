//! What the description says of every operation alike: how its failures look.

use utoipa::openapi::{
    Content, ContentBuilder, Ref, RefOr, Response, ResponseBuilder, path::Operation, path::PathItem,
};

/// The name under which the answer to a failure is described.
const PROBLEM: &str = "Problem";

/// Describes the failures of every operation: those that it names, and any other (`default`).
pub(super) fn with_failures(mut description: utoipa::openapi::OpenApi) -> utoipa::openapi::OpenApi {
    let components = description.components.get_or_insert_default();
    components.responses.insert(PROBLEM.to_owned(), RefOr::T(problem("What went wrong, and what to do")));
    for item in description.paths.paths.values_mut() {
        for operation in operations(item) {
            let responses = &mut operation.responses.responses;
            for (status, answer) in responses.iter_mut() {
                if let (true, RefOr::T(answer)) = (status.starts_with(['4', '5']), answer) {
                    answer.content.insert("application/problem+json".to_owned(), content());
                }
            }
            responses
                .entry("default".to_owned())
                .or_insert_with(|| RefOr::Ref(Ref::new(format!("#/components/responses/{PROBLEM}"))));
        }
    }
    description
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete].into_iter().flatten()
}

fn problem(what: &str) -> Response {
    ResponseBuilder::new().description(what).content("application/problem+json", content()).build()
}

fn content() -> Content {
    let schema = Ref::from_schema_name("ProblemDetails");
    ContentBuilder::new().schema(Some(schema)).build()
}
