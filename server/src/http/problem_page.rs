//! The page that people see when a request is refused before any page of the application runs.

use super::problem::ProblemDetails;

/// What it needs to look like ours while nothing else may work, not even our style sheet.
const STYLE: &str = "\
    :root{color-scheme:light dark}\
    body{margin:0;padding:12vh 1.25rem;background:light-dark(#f8f9fb,#14161b);color:light-dark(#1c2130,#eceef2);\
    font:1rem/1.5 ui-sans-serif,system-ui,sans-serif}\
    main{max-width:30rem;margin:auto;padding:1.5rem;border:1px solid light-dark(#dfe3e9,#333844);\
    border-radius:.75rem;background:light-dark(#fff,#1a1d23)}\
    h1{margin:0 0 .5rem;font-size:1.375rem;line-height:1.25}\
    a{color:light-dark(#2c4fae,#a5bcff)}nav a{display:inline-block;margin-inline-end:1rem;padding-block:.25rem}\
    small{color:light-dark(#555d6e,#b0b6c2)}";

/// The whole page. Every value is escaped; it loads nothing from elsewhere, and its style carries
/// the answer's `nonce`. A form that sent a file with a script shows the alert above its fields.
pub fn render(problem: &ProblemDetails, nonce: &str) -> String {
    let again = if problem.retry_after.is_some() || problem.status >= 500 {
        "<a href=\"\">Try again</a>"
    } else {
        ""
    };
    let fields = problem.fields.iter().fold(String::new(), |list, field| {
        list + "<li>" + &escape(&field.message) + "</li>"
    });
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} · Handbill</title><style nonce=\"{nonce}\">{STYLE}</style></head><body><main>\
         <div role=\"alert\" tabindex=\"-1\"><h1>{title}</h1><p>{detail}</p><ul>{fields}</ul></div>\
         <nav>{again}<a href=\"{help}\">What to do now</a><a href=\"/\">To the start</a></nav>\
         <p><small>Request {request}</small></p></main></body></html>",
        nonce = escape(nonce),
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
        let problem = ProblemDetails {
            kind: "/help/errors/not-found".into(),
            title: "Not found",
            status: 404,
            detail: "<script>alert('x')</script>".into(),
            instance: String::new(),
            code: Code::NotFound,
            fields: Vec::new(),
            retry_after: None,
            request_id: "\"><img src=x>".into(),
        };
        let page = render(&problem, "n0nce");
        assert!(
            !page.contains("<script>") && !page.contains("<img"),
            "{page}"
        );
        assert!(!page.contains("Try again"), "nothing changes by trying");
        let busy = ProblemDetails {
            status: 503,
            ..problem
        };
        assert!(render(&busy, "n0nce").contains("Try again"));
    }
}
