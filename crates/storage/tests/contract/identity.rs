//! Organizations, people, sessions, tokens and brands.

use domain::{
    access::Scope,
    ids::{BrandId, OrgId, SessionId, TokenId, UserId},
    picture::{Colour, FileHash, Look},
};
use storage::{Error, accounts, brands, sessions, tokens};

use crate::{
    on_both,
    world::{START, World, after, fresh, person},
};

on_both!(
    there_is_an_owner_from_the_first_moment_on,
    of_two_first_visitors_only_one_becomes_owner,
    a_person_is_found_by_email_in_any_case_and_has_it_alone,
    a_person_is_found_by_id_only_within_the_organization,
    a_password_is_changed_only_within_the_organization,
    the_oldest_brand_is_the_default,
    a_brand_looks_as_it_was_told_to,
    a_brand_says_where_its_texts_may_be_processed,
    somebody_is_a_member_of_their_own_organization_alone,
    a_session_gives_its_person_until_it_ends,
    an_ended_session_is_forgotten,
    a_token_gives_its_person_and_scopes_until_it_is_revoked,
);

async fn there_is_an_owner_from_the_first_moment_on(world: World) {
    let mut tx = world.db().system_read().await.unwrap();
    assert!(accounts::has_any(&mut tx).await.unwrap());
}

async fn of_two_first_visitors_only_one_becomes_owner(world: World) {
    let mut tx = world.db().system().await.unwrap();
    let late = accounts::insert_org(&mut tx, OrgId(fresh()), "Late", START).await;
    assert!(
        matches!(&late, Err(Error::Conflict { constraint }) if constraint == "organizations.number"),
        "{late:?}"
    );
}

async fn a_person_is_found_by_email_in_any_case_and_has_it_alone(world: World) {
    let mut tx = world.db().system().await.unwrap();
    let found = accounts::user_by_email(&mut tx, " aDA@example.COM ")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found, person(world.org, world.user, "Ada@Example.com"));
    assert_eq!(
        accounts::user_by_email(&mut tx, "nobody@example.com")
            .await
            .unwrap(),
        None
    );
    let twin = person(world.other, UserId(fresh()), "ADA@example.com");
    let refused = accounts::insert_user(&mut tx, &twin, START).await;
    assert!(
        matches!(&refused, Err(Error::Conflict { constraint }) if constraint == "users.email_key"),
        "{refused:?}"
    );
}

async fn a_person_is_found_by_id_only_within_the_organization(world: World) {
    let mut tx = world.db().system_read().await.unwrap();
    let found = accounts::user(&mut tx, world.org, world.user)
        .await
        .unwrap();
    assert_eq!(
        found,
        Some(person(world.org, world.user, "Ada@Example.com"))
    );
    assert_eq!(
        accounts::user(&mut tx, world.other, world.user)
            .await
            .unwrap(),
        None
    );
    assert!(
        accounts::org_name(&mut tx, world.org)
            .await
            .unwrap()
            .is_some()
    );
    assert_eq!(
        accounts::org_name(&mut tx, OrgId(fresh())).await.unwrap(),
        None
    );
}

async fn a_password_is_changed_only_within_the_organization(world: World) {
    let mut tx = world.db().system().await.unwrap();
    assert!(
        !accounts::set_password_hash(&mut tx, world.other, world.user, "x")
            .await
            .unwrap()
    );
    assert!(
        accounts::set_password_hash(&mut tx, world.org, world.user, "new")
            .await
            .unwrap()
    );
    let found = accounts::user_by_email(&mut tx, "ada@example.com")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.password_hash, "new");
}

async fn the_oldest_brand_is_the_default(world: World) {
    let mut tx = world.write().await;
    assert_eq!(brands::default(&mut tx).await.unwrap(), None);
    let [first, second] = [BrandId(fresh()), BrandId(fresh())];
    brands::insert(&mut tx, second, "Second", after(5))
        .await
        .unwrap();
    brands::insert(&mut tx, first, "First", START)
        .await
        .unwrap();
    assert_eq!(
        brands::default(&mut tx).await.unwrap(),
        Some(brands::Brand {
            id: first,
            name: "First".into(),
            colours: None,
            logo: None,
            region: None,
        })
    );
}

async fn a_brand_says_where_its_texts_may_be_processed(world: World) {
    let mut tx = world.write().await;
    let brand = BrandId(fresh());
    assert!(
        !brands::set_region(&mut tx, brand, Some("eu"))
            .await
            .unwrap()
    );
    brands::insert(&mut tx, brand, "First", START)
        .await
        .unwrap();
    assert!(
        brands::set_region(&mut tx, brand, Some("eu"))
            .await
            .unwrap()
    );
    let region = brands::default(&mut tx).await.unwrap().unwrap().region;
    assert_eq!(region.as_deref(), Some("eu"));
    assert!(brands::set_region(&mut tx, brand, None).await.unwrap());
    let region = brands::default(&mut tx).await.unwrap().unwrap().region;
    assert_eq!(region, None);
}

async fn somebody_is_a_member_of_their_own_organization_alone(world: World) {
    let mut tx = world.read().await;
    assert!(accounts::is_member(&mut tx, world.user).await.unwrap());
    drop(tx);
    let mut tx = world.db().read(world.other).await.unwrap();
    assert!(!accounts::is_member(&mut tx, world.user).await.unwrap());
}

async fn a_brand_looks_as_it_was_told_to(world: World) {
    let mut tx = world.write().await;
    let brand = BrandId(fresh());
    let look = Look {
        name: "Rye".into(),
        primary: Colour::new(1, 2, 3),
        secondary: Colour::WHITE,
        logo: Some(FileHash("a".repeat(64))),
    };
    assert!(!brands::set_look(&mut tx, brand, &look).await.unwrap());
    brands::insert(&mut tx, brand, "First", START)
        .await
        .unwrap();
    let plain = brands::default(&mut tx).await.unwrap().unwrap();
    assert_eq!(plain.look(), Look::unchosen("First"));
    assert!(brands::set_look(&mut tx, brand, &look).await.unwrap());
    let kept = brands::default(&mut tx).await.unwrap().unwrap();
    assert_eq!(kept.look(), look);
}

fn session(world: &World, secret: u8) -> sessions::NewSession {
    sessions::NewSession {
        id: SessionId(fresh()),
        user: world.user,
        org: world.org,
        secret_hash: [secret; 32],
        created_at: START,
        expires_at: after(60),
    }
}

async fn a_session_gives_its_person_until_it_ends(world: World) {
    let new = session(&world, 1);
    let mut tx = world.db().system().await.unwrap();
    sessions::insert(&mut tx, &new).await.unwrap();
    let found = sessions::find(&mut tx, &[1; 32], after(59))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (found.session, found.user.id, found.user.org),
        (new.id, world.user, world.org)
    );
    assert_eq!(
        (found.org_name.as_str(), found.expires_at),
        ("Lindner Bakery", after(60))
    );
    assert!(
        sessions::find(&mut tx, &[2; 32], START)
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        sessions::find(&mut tx, &[1; 32], after(60))
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        sessions::extend(&mut tx, &[1; 32], after(120))
            .await
            .unwrap()
    );
    assert!(
        sessions::find(&mut tx, &[1; 32], after(119))
            .await
            .unwrap()
            .is_some()
    );
    assert!(
        !sessions::extend(&mut tx, &[2; 32], after(120))
            .await
            .unwrap()
    );
    assert!(sessions::delete(&mut tx, &[1; 32]).await.unwrap());
    assert!(!sessions::delete(&mut tx, &[1; 32]).await.unwrap());
    assert!(
        sessions::find(&mut tx, &[1; 32], START)
            .await
            .unwrap()
            .is_none()
    );
}

async fn an_ended_session_is_forgotten(world: World) {
    let mut tx = world.db().system().await.unwrap();
    sessions::insert(&mut tx, &session(&world, 1))
        .await
        .unwrap();
    sessions::insert(
        &mut tx,
        &sessions::NewSession {
            expires_at: after(99),
            ..session(&world, 2)
        },
    )
    .await
    .unwrap();
    assert_eq!(sessions::prune(&mut tx, after(60)).await.unwrap(), 1);
    assert!(
        sessions::find(&mut tx, &[2; 32], after(60))
            .await
            .unwrap()
            .is_some()
    );
}

async fn a_token_gives_its_person_and_scopes_until_it_is_revoked(world: World) {
    let new = |secret: u8, seconds| tokens::NewToken {
        id: TokenId(fresh()),
        user: world.user,
        name: format!("CI {secret}"),
        secret_hash: [secret; 32],
        scopes: vec![Scope::Read, Scope::Decide],
        created_at: after(seconds),
    };
    let [old, young] = [new(1, 0), new(2, 9)];
    let mut tx = world.write().await;
    tokens::insert(&mut tx, &old).await.unwrap();
    tokens::insert(&mut tx, &young).await.unwrap();
    let listed: Vec<_> = tokens::list(&mut tx, world.user)
        .await
        .unwrap()
        .into_iter()
        .map(|token| token.id)
        .collect();
    assert_eq!(listed, [young.id, old.id]);
    tx.commit().await.unwrap();

    let mut tx = world.db().system().await.unwrap();
    let found = tokens::find(&mut tx, &[1; 32]).await.unwrap().unwrap();
    assert_eq!(
        (found.token, found.user.id, found.last_used_at),
        (old.id, world.user, None)
    );
    assert_eq!(found.scopes, [Scope::Read, Scope::Decide]);
    assert!(tokens::touch(&mut tx, old.id, after(20)).await.unwrap());
    assert!(tokens::find(&mut tx, &[9; 32]).await.unwrap().is_none());
    tx.commit().await.unwrap();

    let mut tx = world.write().await;
    assert_eq!(
        tokens::list(&mut tx, world.user).await.unwrap()[1].last_used_at,
        Some(after(20))
    );
    assert!(tokens::revoke(&mut tx, old.id).await.unwrap());
    assert!(!tokens::revoke(&mut tx, old.id).await.unwrap());
    tx.commit().await.unwrap();
    let mut tx = world.db().system_read().await.unwrap();
    assert!(tokens::find(&mut tx, &[1; 32]).await.unwrap().is_none());
}
