//! The page that people see when a request is refused before any page of the application runs.

use super::problem::ProblemDetails;

/// The whole page. Every value is escaped; it loads nothing from elsewhere.
pub fn render(problem: &ProblemDetails) -> String {
    let fields = problem.fields.iter().fold(String::new(), |list, field| {
        list + "<li>" + &escape(&field.message) + "</li>"
    });
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} · Handbill</title></head><body><main>\
         <h1>{title}</h1><p>{detail}</p><ul>{fields}</ul>\
         <p><a href=\"{help}\">What to do now</a> · <a href=\"/\">To the start</a></p>\
         <p><small>Request {request}</small></p></main></body></html>",
        title = escape(problem.title),
        detail = escape(&problem.detail),
        help = escape(&problem.kind),
        request = escape(&problem.request_id),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use domain::problem::Code;

    use super::*;

    #[test]
    fn nothing_a_request_carried_becomes_markup() {
        let page = render(&ProblemDetails {
            kind: "/help/errors/not-found".into(),
            title: "Not found",
            status: 404,
            detail: "<script>alert('x')</script>".into(),
            instance: String::new(),
            code: Code::NotFound,
            fields: Vec::new(),
            retry_after: None,
            request_id: "\"><img src=x>".into(),
        });
        assert!(
            !page.contains("<script>") && !page.contains("<img"),
            "{page}"
        );
    }
}
