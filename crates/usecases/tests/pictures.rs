//! Pictures: suggested with each draft, chosen by people, drawn when looked at.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is missing here fails the test, as it should"
)]

use domain::{
    access::Actor,
    channel::Ratio,
    ids::{CampaignId, PostId, VersionId},
    picture::{Focus, Layout, OwnWords},
    post::{DecisionCommand, PostState, Verdict},
    problem::Code,
    views::PostView,
};
use testkit::world::{Person, World};
use usecases::{
    Error, campaigns,
    export::Format,
    pictures::{self, FileKind, LookRequest, PictureChoice, Upload, Wanted},
    posts,
};

/// Red on the left, blue on the right; taken with the camera turned to its side.
const PHOTO: &[u8] = include_bytes!("../../pictures/fixtures/held_sideways.jpg");
const SMALL: Wanted = Wanted {
    ratio: None,
    width: Some(160),
    kind: FileKind::WebP,
};

struct Desk {
    world: World,
    owner: Person,
    campaign: CampaignId,
    post: PostId,
}

impl Desk {
    async fn new() -> Self {
        let world = World::sqlite().await;
        let owner = world.owner().await;
        let campaign = world.finished_campaign(&owner.actor).await;
        let view = campaigns::get(&world.services, &owner.actor, campaign);
        let post = view.await.unwrap().posts[0].id;
        Self {
            world,
            owner,
            campaign,
            post,
        }
    }

    /// The version whose picture a list of posts shows.
    async fn listed(&self) -> Option<VersionId> {
        let view = campaigns::get(&self.world.services, &self.owner.actor, self.campaign);
        view.await.unwrap().posts[0].picture
    }

    async fn get(&self) -> PostView {
        posts::get(&self.world.services, &self.owner.actor, self.post)
            .await
            .unwrap()
    }

    async fn choose(&self, choice: PictureChoice) -> usecases::Result<PostView> {
        let seen = self.get().await.version.hash;
        let services = &self.world.services;
        pictures::choose(services, &self.owner.actor, self.post, &seen, Some(choice)).await
    }

    async fn upload(&self, bytes: &[u8]) -> usecases::Result<domain::views::PhotoView> {
        let upload = Upload {
            file_name: "../Oven.JPG".into(),
            bytes: bytes.to_vec(),
        };
        let services = &self.world.services;
        pictures::upload_photo(services, &self.owner.actor, self.campaign, upload).await
    }

    async fn drawn(&self, actor: &Actor, wanted: Wanted) -> usecases::Result<pictures::Rendition> {
        pictures::of_post(&self.world.services, actor, self.post, wanted).await
    }
}

fn choice(layout: Layout) -> PictureChoice {
    PictureChoice {
        layout,
        own: OwnWords::default(),
        photo: None,
        focus: Focus::default(),
    }
}

fn code(error: Error) -> Code {
    error.into_problem().code
}

#[tokio::test]
async fn every_drafted_post_has_a_picture_that_can_be_drawn_and_always_comes_out_alike() {
    let desk = Desk::new().await;
    let view = campaigns::get(&desk.world.services, &desk.owner.actor, desk.campaign);
    for post in view.await.unwrap().posts {
        let services = &desk.world.services;
        let whole = posts::get(services, &desk.owner.actor, post.id)
            .await
            .unwrap();
        let picture = whole.version.content.picture.unwrap();
        assert_eq!(picture.look.name, "Lindner Bakery");
        let one = pictures::of_post(services, &desk.owner.actor, post.id, SMALL)
            .await
            .unwrap();
        let two = pictures::of_post(services, &desk.owner.actor, post.id, SMALL)
            .await
            .unwrap();
        assert_eq!((one.key, &one.bytes[8..12]), (two.key, b"WEBP".as_slice()));
        assert_eq!(one.bytes, two.bytes);
    }
}

#[tokio::test]
async fn choosing_another_picture_makes_a_version_and_ends_an_approval() {
    let desk = Desk::new().await;
    let seen = desk.get().await;
    let command = DecisionCommand {
        verdict: Verdict::Approve,
        version_hash: seen.version.hash.clone(),
        reason: String::new(),
    };
    let services = &desk.world.services;
    let approved = posts::decide(services, &desk.owner.actor, desk.post, command).await;
    assert_eq!(approved.unwrap().state, PostState::Approved);
    let other = match seen.version.content.picture.unwrap().layout {
        Layout::Poster => Layout::Quote,
        _ => Layout::Poster,
    };
    let after = desk.choose(choice(other)).await.unwrap();
    assert_eq!(
        (after.state, after.version.number),
        (PostState::InReview, seen.version.number + 1)
    );
    assert_eq!(after.version.content.body, seen.version.content.body);
    let again = desk.choose(choice(other)).await.unwrap();
    assert_eq!(again.version.number, after.version.number);
}

#[tokio::test]
async fn an_edit_of_the_text_leaves_the_picture_whatever_it_sends() {
    let desk = Desk::new().await;
    let seen = desk.get().await;
    let mut content = seen.version.content.clone();
    content.body = "Bread at seven.".into();
    content.picture = None;
    let edit = posts::Edit {
        content,
        based_on: seen.version.hash,
    };
    let services = &desk.world.services;
    let after = posts::edit(services, &desk.owner.actor, desk.post, edit)
        .await
        .unwrap();
    assert_eq!(after.version.content.picture, seen.version.content.picture);
}

#[tokio::test]
async fn a_choice_made_on_an_older_version_is_refused() {
    let desk = Desk::new().await;
    let seen = desk.get().await.version.hash;
    desk.choose(choice(Layout::Quote)).await.unwrap();
    let services = &desk.world.services;
    let late = pictures::choose(services, &desk.owner.actor, desk.post, &seen, None).await;
    assert_eq!(code(late.unwrap_err()), Code::Changed);
}

#[tokio::test]
async fn a_photo_is_kept_upright_and_cut_around_its_focus() {
    let desk = Desk::new().await;
    let photo = desk.upload(PHOTO).await.unwrap();
    assert_eq!(
        (photo.width, photo.height, photo.name.as_str()),
        (32, 48, "../Oven.webp")
    );
    assert_eq!(desk.upload(PHOTO).await.unwrap().id, photo.id);
    let mut keys = Vec::new();
    for y in [0, 100] {
        let focus = Focus {
            y,
            ..Focus::default()
        };
        let with_photo = PictureChoice {
            photo: Some(photo.id),
            focus,
            ..choice(Layout::Photo)
        };
        desk.choose(with_photo).await.unwrap();
        let wanted = Wanted {
            kind: FileKind::Png,
            ..SMALL
        };
        keys.push(desk.drawn(&desk.owner.actor, wanted).await.unwrap().key);
    }
    assert_ne!(keys[0], keys[1]);
    let alone = desk
        .choose(choice(Layout::Photo))
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(alone.fields[0].field, "photo");
    let shown = pictures::show_photo(&desk.world.services, &desk.owner.actor, photo.id).await;
    assert_eq!(shown.unwrap().content_type, "image/webp");
}

#[tokio::test]
async fn a_file_that_is_no_picture_is_refused_with_the_next_step() {
    let desk = Desk::new().await;
    for file in [b"<svg/>".as_slice(), b"", &PHOTO[..40]] {
        let problem = desk.upload(file).await.unwrap_err().into_problem();
        assert_eq!(
            (problem.code, problem.fields[0].field.as_str()),
            (Code::InvalidInput, "file")
        );
    }
}

#[tokio::test]
async fn words_in_a_script_without_letters_are_refused_in_a_sentence() {
    let desk = Desk::new().await;
    assert_eq!(desk.listed().await, Some(desk.get().await.version.id));
    let own = OwnWords {
        headline: Some("焼きたて".into()),
        ..OwnWords::default()
    };
    desk.choose(PictureChoice {
        own,
        ..choice(Layout::Quote)
    })
    .await
    .unwrap();
    let problem = desk
        .drawn(&desk.owner.actor, SMALL)
        .await
        .unwrap_err()
        .into_problem();
    assert!(problem.fields[0].message.contains('焼'), "{problem:?}");
    assert_eq!(desk.listed().await, None, "lists show no broken picture");
    let file = campaigns::take_out(
        &desk.world.services,
        &desk.owner.actor,
        desk.campaign,
        Format::Zip,
    );
    assert!(!file.await.unwrap().bytes.is_empty());
}

#[tokio::test]
async fn shapes_are_the_channels_own() {
    let desk = Desk::new().await;
    let ratio = Some(Ratio::new(3, 1));
    let refused = desk
        .drawn(&desk.owner.actor, Wanted { ratio, ..SMALL })
        .await;
    assert_eq!(refused.unwrap_err().into_problem().fields[0].field, "ratio");
}

#[tokio::test]
async fn new_pictures_take_the_brands_look_and_old_ones_keep_theirs() {
    let desk = Desk::new().await;
    let services = &desk.world.services;
    let before = desk.get().await.version.content.picture.unwrap();
    let request = LookRequest {
        name: "Lindner".into(),
        primary: "#123456".into(),
        secondary: "#fedcba".into(),
        remove_logo: false,
    };
    pictures::set_brand_look(services, &desk.owner.actor, request.clone())
        .await
        .unwrap();
    pictures::set_logo(services, &desk.owner.actor, PHOTO.to_vec())
        .await
        .unwrap();
    assert_eq!(desk.get().await.version.content.picture.unwrap(), before);
    let after = desk.choose(choice(Layout::Quote)).await.unwrap();
    let look = after.version.content.picture.unwrap().look;
    assert_eq!(
        (look.name.as_str(), look.primary.to_string().as_str()),
        ("Lindner", "#123456")
    );
    assert!(look.logo.is_some());
    desk.drawn(&desk.owner.actor, SMALL).await.unwrap();
    let wrong = LookRequest {
        primary: "blue".into(),
        name: String::new(),
        ..request
    };
    let problem = pictures::set_brand_look(services, &desk.owner.actor, wrong).await;
    let fields: Vec<_> = problem
        .unwrap_err()
        .into_problem()
        .fields
        .into_iter()
        .map(|problem| problem.field)
        .collect();
    assert_eq!(fields, ["name", "primary"]);
}

#[tokio::test]
async fn the_archive_has_each_posts_picture_under_its_posts_name() {
    let desk = Desk::new().await;
    let file = campaigns::take_out(
        &desk.world.services,
        &desk.owner.actor,
        desk.campaign,
        Format::Zip,
    );
    let bytes = file.await.unwrap().bytes;
    let post = desk.get().await;
    let name = format!("media/{:02}-{}.png", post.slot, post.channel.slug());
    assert!(
        bytes
            .windows(name.len())
            .any(|part| part == name.as_bytes()),
        "{name}"
    );
}

#[tokio::test]
async fn pictures_and_photos_of_another_organization_are_not_there() {
    let desk = Desk::new().await;
    let photo = desk.upload(PHOTO).await.unwrap();
    let stranger = desk.world.stranger().await.actor;
    let services = &desk.world.services;
    let seen = desk.get().await.version;
    let upload = Upload {
        file_name: String::new(),
        bytes: PHOTO.to_vec(),
    };
    for error in [
        desk.drawn(&stranger, SMALL).await.unwrap_err(),
        pictures::of_version(services, &stranger, seen.id, SMALL)
            .await
            .unwrap_err(),
        pictures::show_photo(services, &stranger, photo.id)
            .await
            .unwrap_err(),
        pictures::upload_photo(services, &stranger, desk.campaign, upload)
            .await
            .unwrap_err(),
        pictures::preview(services, &stranger, desk.post, choice(Layout::Quote), SMALL)
            .await
            .unwrap_err(),
        pictures::choose(services, &stranger, desk.post, &seen.hash, None)
            .await
            .unwrap_err(),
    ] {
        assert_eq!(code(error), Code::NotFound);
    }
    let photos = pictures::photos(services, &stranger, desk.campaign).await;
    assert_eq!(code(photos.unwrap_err()), Code::NotFound);
}
