//! The OpenAPI description, arranged for reading.

use std::sync::OnceLock;

use serde_json::Value;

/// The operations of one resource.
pub struct Group {
    pub tag: String,
    pub operations: Vec<Operation>,
}

/// One operation.
pub struct Operation {
    pub method: String,
    pub path: String,
    pub summary: String,
    /// Of the path and the query.
    pub parameters: Vec<Field>,
    /// Of the body.
    pub body: Vec<Field>,
    /// Status and what it means.
    pub answers: Vec<(String, String)>,
}

/// A parameter, or a member of a body.
pub struct Field {
    pub name: String,
    pub kind: String,
    pub about: String,
    pub required: bool,
}

/// Every operation by resource; made once.
pub fn groups() -> &'static [Group] {
    static GROUPS: OnceLock<Vec<Group>> = OnceLock::new();
    GROUPS.get_or_init(|| read(&serde_json::to_value(crate::api::openapi()).unwrap_or_default()))
}

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

fn read(document: &Value) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for method in METHODS {
            let Some(operation) = item.get(method) else { continue };
            let tag = text(&operation["tags"][0]);
            let operation = read_operation(document, method, path, operation);
            match groups.iter_mut().find(|group| group.tag == tag) {
                Some(group) => group.operations.push(operation),
                None => groups.push(Group { tag, operations: vec![operation] }),
            }
        }
    }
    groups.sort_by(|a, b| a.tag.cmp(&b.tag));
    for group in &mut groups {
        group.operations.sort_by(|a, b| (a.path.len(), &a.path).cmp(&(b.path.len(), &b.path)));
    }
    groups
}

fn read_operation(document: &Value, method: &str, path: &str, operation: &Value) -> Operation {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let body = resolve(document, &operation["requestBody"]["content"]["application/json"]["schema"]);
    let answers = operation["responses"].as_object().into_iter().flatten();
    Operation {
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: [&operation["summary"], &operation["description"]]
            .into_iter()
            .map(text)
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
        parameters: parameters
            .map(|parameter| Field {
                name: text(&parameter["name"]),
                kind: kind(document, &parameter["schema"]),
                about: text(&parameter["description"]),
                required: parameter["required"].as_bool().unwrap_or(false),
            })
            .collect(),
        body: members(document, body),
        answers: answers.map(|(status, answer)| (status.clone(), text(&answer["description"]))).collect(),
    }
}

fn members(document: &Value, schema: &Value) -> Vec<Field> {
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let members = schema["properties"].as_object().into_iter().flatten();
    members
        .map(|(name, member)| Field {
            name: name.clone(),
            kind: kind(document, member),
            about: text(&member["description"]),
            required: required.contains(&name.as_str()),
        })
        .collect()
}

/// Follows a reference to where the schema stands.
fn resolve<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str().and_then(|at| at.strip_prefix('#')) {
        Some(at) => document.pointer(at).unwrap_or(schema),
        None => schema,
    }
}

/// A type in a word or two: `uuid`, `number`, the words of a vocabulary.
fn kind(document: &Value, schema: &Value) -> String {
    let schema = resolve(document, schema);
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | ");
    }
    for several in ["oneOf", "anyOf"] {
        let choices = schema[several].as_array().into_iter().flatten();
        let kinds: Vec<String> = choices
            .map(|choice| kind(document, choice))
            .filter(|kind| kind != "null" && !kind.is_empty())
            .collect();
        if !kinds.is_empty() {
            return kinds.join(" | ");
        }
    }
    if let Some(format) = schema["format"].as_str() {
        return format.to_owned();
    }
    let base = match &schema["type"] {
        Value::Array(types) => {
            types.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or_default().to_owned()
        }
        other => text(other),
    };
    if base == "array" { format!("[{}]", kind(document, &schema["items"])) } else { base }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_says_what_it_does() {
        let mut seen = 0;
        for group in groups() {
            assert!(!group.tag.is_empty());
            for operation in &group.operations {
                seen += 1;
                assert!(!operation.summary.is_empty(), "{} {}", operation.method, operation.path);
            }
        }
        assert!(seen > 10);
    }

    #[test]
    fn bodies_and_parameters_are_listed_with_their_types() {
        let of = |method: &str, path: &str| {
            groups()
                .iter()
                .flat_map(|group| &group.operations)
                .find(|operation| operation.method == method && operation.path == path)
                .unwrap()
        };
        let days = of("POST", "/tokens").body.iter().find(|field| field.name == "days").unwrap();
        assert_eq!(days.kind, "int64");
        let circle =
            of("GET", "/invitations").parameters.iter().find(|field| field.name == "circle").unwrap();
        assert_eq!((circle.kind.as_str(), circle.required), ("uuid", true));
    }
}
