//! Pictures of posts for pages: drawn when asked for, then kept by the browser, because an
//! address names a version, which never changes. And the forms that send a file.

use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, Path, Query, State},
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use domain::{
    channel::Ratio,
    ids::{AssetId, PostId, ToolUseId, VersionId},
    picture::{Focus, Layout, OwnWords},
    problem::{Code, Problem},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use usecases::pictures::{
    self, FileKind, MAX_FILE, PictureChoice, Rendition, Upload, Wanted, width_of,
};

use super::{Answer, Refusal, Server, api::Acting, edge::file_too_large};

const FOR_EVER: HeaderValue = HeaderValue::from_static("private, max-age=31536000, immutable");
const ASK_FIRST: HeaderValue = HeaderValue::from_static("private, no-cache");

/// Routes of pictures and of the forms that send them.
pub fn router() -> Router<Server> {
    let forms = Router::new()
        .route("/posts/{id}/photo", post(upload_photo))
        .route("/settings/brand/logo", post(upload_logo))
        // The size is held to its limit around all routes.
        .layer(DefaultBodyLimit::disable());
    Router::new()
        .route("/pictures/{edition}/{version}/{name}", get(of_version))
        .route("/pictures/photos/{asset}", get(photo))
        .route("/pictures/tools/{used}", get(of_tool))
        .route("/pictures/posts/{post}/preview", get(preview))
        .merge(forms)
}

/// Whether a request to this path may carry a picture or a document.
pub fn takes_files(path: &str) -> bool {
    path == "/settings/brand/logo"
        || path == "/api/v1/brand/logo"
        || path == "/briefs/fill"
        || path == "/brand/voice/bring"
        || path == "/tools/picture"
        || path == "/api/v1/tools/pictures"
        || path == "/api/v1/voice/documents"
        || (path.starts_with("/api/v1/briefs/") && path.ends_with("/fill"))
        || (path.starts_with("/posts/") && path.ends_with("/photo"))
        || (path.starts_with("/api/v1/campaigns/") && path.ends_with("/photos"))
}

/// `/pictures/1/VERSION/4x5-640.webp`. The edition only makes a new address of a new drawing.
async fn of_version(
    Acting(actor): Acting,
    State(server): State<Server>,
    Path((_edition, version, name)): Path<(String, String, String)>,
) -> Answer<Response> {
    let version = id::<VersionId>(&version)?;
    let wanted = wanted(&name).ok_or_else(nothing)?;
    let rendition = pictures::of_version(server.services(), &actor, version, wanted).await?;
    Ok(sent(rendition, FOR_EVER))
}

async fn photo(
    Acting(actor): Acting,
    State(server): State<Server>,
    Path(asset): Path<String>,
) -> Answer<Response> {
    let asset = id::<AssetId>(&asset)?;
    let rendition = pictures::show_photo(server.services(), &actor, asset).await?;
    Ok(sent(rendition, FOR_EVER))
}

async fn of_tool(
    Acting(actor): Acting,
    State(server): State<Server>,
    Path(used): Path<String>,
) -> Answer<Response> {
    let used = id::<ToolUseId>(&used)?;
    let rendition = usecases::tools::picture(server.services(), &actor, used).await?;
    Ok(sent(rendition, FOR_EVER))
}

/// A choice that is not saved yet, as the form's fields have it.
#[derive(Deserialize)]
#[serde(default)]
struct Draft {
    layout: String,
    #[serde(flatten)]
    own: OwnWords,
    photo: String,
    focus_x: String,
    focus_y: String,
    zoom: String,
    width: String,
}

impl Default for Draft {
    fn default() -> Self {
        let focus = Focus::default();
        Self {
            layout: Layout::Statement.slug().to_owned(),
            own: OwnWords::default(),
            photo: String::new(),
            focus_x: focus.x.to_string(),
            focus_y: focus.y.to_string(),
            zoom: focus.zoom.to_string(),
            width: String::new(),
        }
    }
}

async fn preview(
    Acting(actor): Acting,
    State(server): State<Server>,
    Path(post): Path<String>,
    headers: HeaderMap,
    Query(draft): Query<Draft>,
) -> Answer<Response> {
    let post = id::<PostId>(&post)?;
    let choice = PictureChoice {
        layout: draft.layout.parse().map_err(|()| nothing())?,
        own: draft.own,
        photo: draft.photo.parse().ok(),
        focus: Focus {
            x: draft.focus_x.parse().unwrap_or(50),
            y: draft.focus_y.parse().unwrap_or(50),
            zoom: draft.zoom.parse().unwrap_or(100),
        },
    };
    let wanted = Wanted {
        ratio: None,
        width: Some(width_of(&draft.width).unwrap_or(640)),
        kind: FileKind::WebP,
    };
    let rendition = pictures::preview(server.services(), &actor, post, choice, wanted).await?;
    let seen = headers.get(header::IF_NONE_MATCH);
    if seen.is_some_and(|seen| seen.as_bytes() == tag(&rendition).as_bytes()) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    Ok(sent(rendition, ASK_FIRST))
}

/// Keeps a photo for the post's campaign and shows it in the post's picture.
async fn upload_photo(
    Acting(actor): Acting,
    State(server): State<Server>,
    Path(post): Path<String>,
    form: Multipart,
) -> Answer<Redirect> {
    let post = id::<PostId>(&post)?;
    let upload = file(form).await?;
    let services = server.services();
    let view = usecases::posts::get(services, &actor, post).await?;
    let photo = pictures::upload_photo(services, &actor, view.campaign, upload).await?;
    let before = view.version.content.picture.as_deref();
    let layout = before.map_or(Layout::Overlay, |picture| picture.layout);
    let choice = PictureChoice {
        layout: if layout.shows_photo() {
            layout
        } else {
            Layout::Overlay
        },
        own: before
            .map(|picture| picture.own.clone())
            .unwrap_or_default(),
        photo: Some(photo.id),
        focus: Focus::default(),
    };
    pictures::choose(services, &actor, post, &view.version.hash, Some(choice)).await?;
    Ok(Redirect::to(&format!("/posts/{post}#picture")))
}

async fn upload_logo(
    Acting(actor): Acting,
    State(server): State<Server>,
    form: Multipart,
) -> Answer<Redirect> {
    let upload = file(form).await?;
    pictures::set_logo(server.services(), &actor, upload.bytes).await?;
    Ok(Redirect::to("/settings/brand"))
}

/// The form's one file.
async fn file(mut form: Multipart) -> Answer<Upload> {
    let unreadable = |_| {
        Refusal::new(
            Code::MalformedRequest,
            "The file did not arrive whole. Choose it and send it again.",
        )
    };
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        if field.name() == Some("file") {
            let file_name = field.file_name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(unreadable)?;
            return held(Upload {
                file_name,
                bytes: bytes.to_vec(),
            });
        }
    }
    Err(no_file())
}

/// A file that is there and not too large.
pub fn held(upload: Upload) -> Answer<Upload> {
    match upload.bytes.len() {
        0 => Err(no_file()),
        length if length > MAX_FILE => Err(file_too_large()),
        _ => Ok(upload),
    }
}

fn no_file() -> Refusal {
    Problem::fields(vec![domain::problem::FieldProblem::new(
        "file",
        "No file was chosen. Choose a PNG, JPEG or WebP file.",
    )])
    .into()
}

/// What `4x5-640.webp` asks for.
fn wanted(name: &str) -> Option<Wanted> {
    let (stem, extension) = name.rsplit_once('.')?;
    let (shape, width) = stem.split_once('-')?;
    let (across, down) = shape.split_once('x')?;
    Some(Wanted {
        ratio: Some(Ratio::new(across.parse().ok()?, down.parse().ok()?)),
        width: match width {
            "full" => None,
            width => Some(width_of(width)?),
        },
        kind: match extension {
            "webp" => FileKind::WebP,
            "png" => FileKind::Png,
            _ => return None,
        },
    })
}

/// A drawn picture as an answer.
pub fn sent(rendition: Rendition, keeping: HeaderValue) -> Response {
    let tag = tag(&rendition);
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(rendition.content_type),
        ),
        (header::CACHE_CONTROL, keeping),
        (header::ETAG, tag),
    ];
    (headers, rendition.bytes).into_response()
}

fn tag(rendition: &Rendition) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{}\"", rendition.key))
        .unwrap_or(HeaderValue::from_static("\"\""))
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T, Refusal> {
    text.parse().map_err(|_| nothing())
}

fn nothing() -> Refusal {
    Problem::not_found("picture").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_shape_width_and_kind() {
        let small = wanted("191x100-320.webp").unwrap();
        assert_eq!(
            (small.ratio, small.width),
            (Some(Ratio::new(191, 100)), Some(320))
        );
        let full = wanted("4x5-full.png").unwrap();
        assert_eq!((full.width, full.kind), (None, FileKind::Png));
        for none in [
            "4x5-321.webp",
            "4x5-640.gif",
            "x-640.webp",
            "4x5.webp",
            "99999x1-640.webp",
            "",
        ] {
            assert!(wanted(none).is_none(), "{none}");
        }
    }

    #[test]
    fn only_uploads_may_be_large() {
        assert!(takes_files("/brand/voice/bring") && takes_files("/api/v1/voice/documents"));
        assert!(takes_files("/tools/picture") && takes_files("/api/v1/tools/pictures"));
        assert!(takes_files("/posts/1/photo") && takes_files("/briefs/fill"));
        assert!(takes_files("/api/v1/briefs/1/fill") && takes_files("/api/v1/campaigns/1/photos"));
        assert!(
            !takes_files("/posts/1")
                && !takes_files("/briefs/1")
                && !takes_files("/api/v1/posts/1/picture")
        );
    }
}
