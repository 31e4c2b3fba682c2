//! Films that video models make for posts.

use domain::views::{PostView, VideosView};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::error::AppResult;

/// A post with the films that are made for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VideoDesk {
    /// The post.
    pub post: PostView,
    /// Its films.
    pub videos: VideosView,
}

/// A post with its films.
#[server(name = GetVideoDesk, prefix = "/api/ui", endpoint = "video-desk", input = GetUrl)]
pub async fn video_desk(id: String) -> AppResult<VideoDesk> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "post")?;
    let services = &visit.services;
    Ok(VideoDesk {
        post: usecases::posts::get(services, &actor, id)
            .await
            .or_refuse()?,
        videos: usecases::videos::studio(services, &actor, id)
            .await
            .or_refuse()?,
    })
}

/// Has the art director write a post's storyboard.
#[server(name = BriefVideo, prefix = "/api/ui", endpoint = "brief-video")]
pub async fn brief_video(id: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "post")?;
    usecases::videos::brief(&visit.services, &actor, id)
        .await
        .or_refuse()?;
    Ok(())
}

/// What a form says of a film, as typed: shots column by column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FilmFields {
    /// Seconds of each shot.
    pub seconds: Vec<String>,
    /// What is seen in each.
    pub seen: Vec<String>,
    /// What is said in each.
    pub said: Vec<String>,
    /// Camera, light, mood.
    pub style: String,
    /// What must not be in it.
    pub avoid: String,
    /// Its shape.
    pub shape: String,
    /// The photo it begins with.
    pub first_frame: String,
}

impl FilmFields {
    fn storyboard(&self) -> domain::video::Storyboard {
        let at = |column: &[String], shot: usize| column.get(shot).cloned().unwrap_or_default();
        let shots = (0..self.seen.len()).map(|shot| domain::video::Shot {
            seconds: at(&self.seconds, shot).trim().parse().unwrap_or_default(),
            seen: at(&self.seen, shot),
            said: at(&self.said, shot),
        });
        domain::video::Storyboard {
            shots: shots.collect(),
            style: self.style.clone(),
            avoid: self.avoid.clone(),
        }
    }

    /// What was typed, by the names under which the page asks for it.
    fn typed(&self) -> Vec<(String, String)> {
        let columns = [
            ("seconds", &self.seconds),
            ("seen", &self.seen),
            ("said", &self.said),
        ];
        let mut typed: Vec<_> = [
            ("style", &self.style),
            ("avoid", &self.avoid),
            ("shape", &self.shape),
            ("first_frame", &self.first_frame),
        ]
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .to_vec();
        for (name, column) in columns {
            for (shot, value) in column.iter().enumerate() {
                typed.push((format!("shots.{shot}.{name}"), value.clone()));
            }
        }
        typed
    }
}

/// Has a film made by what was typed.
#[server(name = MakeVideo, prefix = "/api/ui", endpoint = "make-video")]
pub async fn make_video(
    id: String,
    #[server(default)] fields: FilmFields,
    #[server(default)] length: u8,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "post")?;
    let first_frame = match fields.first_frame.as_str() {
        "" => None,
        frame => Some(parse_id(frame, "photo")?),
    };
    let request = usecases::videos::MakeVideo {
        storyboard: fields.storyboard(),
        seconds: length,
        shape: fields.shape.parse().unwrap_or_default(),
        first_frame,
    };
    usecases::videos::make(&visit.services, &actor, id, request)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(fields.typed()))?;
    Ok(())
}

/// Deletes a made film.
#[server(name = DeleteVideo, prefix = "/api/ui", endpoint = "delete-video")]
pub async fn delete_video(video: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let video = parse_id(&video, "film")?;
    usecases::videos::delete(&visit.services, &actor, video)
        .await
        .or_refuse()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn columns_become_shots_and_are_given_back_as_they_were_typed() {
        let texts = |texts: [&str; 2]| texts.map(str::to_owned).to_vec();
        let fields = FilmFields {
            seconds: texts(["3", "many"]),
            seen: texts(["Dough", "A loaf"]),
            said: texts(["", "Fresh at six."]),
            ..FilmFields::default()
        };
        let storyboard = fields.storyboard();
        let seconds: Vec<_> = storyboard.shots.iter().map(|shot| shot.seconds).collect();
        assert_eq!(seconds, [3, 0], "what is no number is refused later");
        assert_eq!(storyboard.shots[1].said, "Fresh at six.");
        let typed = fields.typed();
        assert!(typed.contains(&("shots.1.seconds".into(), "many".into())));
    }
}
