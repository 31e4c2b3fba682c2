//! Attempts to be led where a visitor of the internet cannot go.

use std::{collections::HashMap, net::IpAddr, sync::atomic::Ordering};

use proptest::{prelude::*, test_runner::TestRunner};

use super::server::{Names, Server, everywhere, fetcher, fetcher_with, lead_to, page};
use crate::web::{FetchRefusal, PageFetcher, ranges};

const HELLO: &str = "<p>Bread at seven</p>";

#[tokio::test]
async fn addresses_inside_are_refused_in_every_notation() {
    let inside = Server::listen(everywhere(), HashMap::from([("/".to_owned(), page(HELLO))])).await;
    for host in [
        "127.0.0.1",
        "127.0.0.2",
        "2130706433",
        "0x7f000002",
        "0177.0.0.2",
        "127.2",
        "0",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.2]",
        "[::ffff:7f00:2]",
        "[::127.0.0.2]",
        "[64:ff9b::127.0.0.2]",
        "[2002:7f00:2::]",
        "169.254.169.254",
        "10.0.0.1",
        "192.168.0.1",
        "[fe80::1]",
        "[fd00:ec2::254]",
        "localhost",
        "127.0.0.2.",
    ] {
        let address = format!("http://{host}:{}/", inside.port);
        let refusal = PageFetcher::new().fetch(&address).await.unwrap_err();
        assert!(
            matches!(refusal, FetchRefusal::NotPublic(_)),
            "{host}: {refusal}"
        );
    }
    assert_eq!(inside.connections(), 0);
}

#[tokio::test]
async fn a_redirect_inside_is_refused_before_anything_is_sent() {
    let inside = Server::listen(
        "127.0.0.2".parse().unwrap(),
        HashMap::from([("/".to_owned(), page(HELLO))]),
    )
    .await;
    for location in [
        format!("http://127.0.0.2:{}/", inside.port),
        format!("//2130706434:{}/", inside.port),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
    ] {
        let server = Server::start([("/", lead_to(&location))]).await;
        let refusal = fetcher().fetch(&server.url("/")).await.unwrap_err();
        assert!(
            matches!(refusal, FetchRefusal::NotPublic(_)),
            "{location}: {refusal}"
        );
        assert_eq!(server.connections(), 1);
    }
    assert_eq!(inside.connections(), 0);
}

#[tokio::test]
async fn a_redirect_to_another_kind_of_address_is_refused() {
    for (location, refusal) in [
        ("file:///etc/passwd", FetchRefusal::NotAnAddress),
        ("http://shop.example:25/", FetchRefusal::Port(25)),
        ("http://a:b@shop.example/", FetchRefusal::Credentials),
    ] {
        let server = Server::start([("/", lead_to(location))]).await;
        assert_eq!(
            fetcher().fetch(&server.url("/")).await.unwrap_err(),
            refusal
        );
    }
}

#[tokio::test]
async fn a_name_is_looked_up_once_a_hop_so_that_a_second_answer_cannot_lead_inside() {
    let server = Server::start([("/", page(HELLO))]).await;
    let names = Names::new(&[&["127.0.0.1"], &["127.0.0.2"]]);
    let fetcher = fetcher_with(names.clone());
    assert!(fetcher.fetch(&server.url("/")).await.is_ok());
    assert_eq!(names.asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_name_that_changes_its_address_between_hops_is_refused_at_the_second() {
    let server = Server::start([("/", lead_to("/next")), ("/next", page(HELLO))]).await;
    let names = Names::new(&[&["127.0.0.1"], &["127.0.0.2"]]);
    let refusal = fetcher_with(names.clone())
        .fetch(&server.url("/"))
        .await
        .unwrap_err();
    assert_eq!(refusal, FetchRefusal::NotPublic("shop.example".into()));
    assert_eq!(
        (names.asked.load(Ordering::SeqCst), server.connections()),
        (2, 1)
    );
}

#[tokio::test]
async fn one_inside_address_among_public_ones_refuses_the_name() {
    let server = Server::start([("/", page(HELLO))]).await;
    for addresses in [
        &["127.0.0.1", "10.0.0.1"],
        &["::ffff:10.0.0.1", "127.0.0.1"],
    ] {
        let refusal = fetcher_with(Names::new(&[addresses]))
            .fetch(&server.url("/"))
            .await
            .unwrap_err();
        assert_eq!(refusal, FetchRefusal::NotPublic("shop.example".into()));
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_name_without_addresses_is_unknown() {
    let refusal = fetcher_with(Names::new(&[&[]]))
        .fetch("http://nowhere.example/")
        .await
        .unwrap_err();
    assert_eq!(refusal, FetchRefusal::UnknownHost("nowhere.example".into()));
}

/// Random addresses of every refused range, by name and in the address itself. Those of the
/// loopback range would reach the server, which listens on all of them.
#[test]
fn no_refused_address_is_ever_connected_to() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let inside = runtime.block_on(Server::listen(
        everywhere(),
        HashMap::from([("/".to_owned(), page(HELLO))]),
    ));
    let loopback = any::<[u8; 3]>()
        .prop_map(|[a, b, c]| IpAddr::from([127, a, b, c]))
        .prop_filter("the test server's own", |address| {
            *address != super::server::HOME
        });
    let refused = prop_oneof![loopback, ranges::tests::refused_address()]
        .prop_filter("the test server's own", |address| {
            *address != super::server::HOME
        });
    let literal = PageFetcher::new();
    let check = |address: IpAddr| {
        let host = if address.is_ipv6() {
            format!("[{address}]")
        } else {
            address.to_string()
        };
        let named = fetcher_with(Names::of(address));
        let refusals = runtime.block_on(async {
            let direct = literal
                .fetch(&format!("http://{host}:{}/", inside.port))
                .await;
            let by_name = if inside.connections() == 0 {
                named.fetch(&inside.url("/")).await
            } else {
                direct.clone()
            };
            [direct, by_name]
        });
        for refusal in refusals {
            prop_assert!(
                matches!(refusal, Err(FetchRefusal::NotPublic(_))),
                "{address}: {refusal:?}"
            );
        }
        prop_assert_eq!(inside.connections(), 0);
        Ok(())
    };
    TestRunner::new(ProptestConfig::with_cases(64))
        .run(&refused, check)
        .unwrap();
}
