//! The operations, one noun a file.

mod account;
mod all_posts;
mod briefs;
mod campaigns;
mod channels;
mod events;
mod export;
mod failed_jobs;
mod images;
mod pictures;
mod posts;
mod readers;
mod roles;
mod spending;
mod steering;
mod tools;
mod variants;
mod videos;
mod voice;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::http::Server;

/// Every operation with its path below `/api/v1`.
pub fn all() -> OpenApiRouter<Server> {
    OpenApiRouter::default()
        .merge(of_campaigns())
        .merge(of_posts())
        .merge(of_voice())
        .merge(of_tools())
        .merge(of_roles())
        .merge(of_accounts())
        .merge(of_spending())
}

fn of_campaigns() -> OpenApiRouter<Server> {
    OpenApiRouter::default()
        .routes(routes!(briefs::list, briefs::create))
        .routes(routes!(briefs::get, briefs::save, briefs::discard))
        .routes(routes!(briefs::submit))
        .routes(routes!(briefs::duplicate))
        .routes(routes!(briefs::fill))
        .routes(routes!(briefs::estimate))
        .routes(routes!(campaigns::list, campaigns::create))
        .routes(routes!(campaigns::get))
        .routes(routes!(campaigns::posts))
        .routes(routes!(campaigns::step))
        .routes(routes!(events::follow))
        .routes(routes!(export::take_out))
        .routes(routes!(steering::cancel))
        .routes(routes!(steering::choose_concept))
        .routes(routes!(steering::retry_step))
        .routes(routes!(steering::cancel_step))
        .routes(routes!(steering::fork))
        .routes(routes!(steering::estimate))
        .routes(routes!(steering::compare))
}

fn of_posts() -> OpenApiRouter<Server> {
    OpenApiRouter::default()
        .routes(routes!(all_posts::find))
        .routes(routes!(all_posts::bulk))
        .routes(routes!(posts::get, posts::edit))
        .routes(routes!(posts::reschedule))
        .routes(routes!(posts::restore))
        .routes(routes!(posts::compare))
        .routes(routes!(posts::alike, posts::compare_meaning))
        .routes(routes!(posts::versions))
        .routes(routes!(posts::version))
        .routes(routes!(posts::set_locks))
        .routes(routes!(posts::decide))
        .routes(routes!(posts::regenerate))
        .routes(routes!(variants::ask, variants::list))
        .routes(routes!(variants::accept))
        .routes(routes!(variants::dismiss))
        .routes(routes!(pictures::get, pictures::choose))
        .routes(routes!(pictures::photos, pictures::upload))
        .routes(routes!(pictures::brand))
        .routes(routes!(images::list, images::make))
        .routes(routes!(images::brief))
        .routes(routes!(images::choose))
        .routes(routes!(images::delete))
        .routes(routes!(videos::list, videos::make))
        .routes(routes!(videos::brief))
        .routes(routes!(videos::delete))
        .routes(routes!(videos::file))
        .routes(routes!(videos::captions))
        .routes(routes!(channels::list))
}

fn of_voice() -> OpenApiRouter<Server> {
    OpenApiRouter::default()
        .routes(routes!(voice::get))
        .routes(routes!(voice::add_samples))
        .routes(routes!(voice::add_document))
        .routes(routes!(voice::sample, voice::remove_sample))
        .routes(routes!(voice::write_rule, voice::remove_rule))
        .routes(routes!(voice::publish))
        .routes(routes!(voice::discard))
        .routes(routes!(voice::versions))
        .routes(routes!(voice::compare))
        .routes(routes!(voice::score))
        .routes(routes!(voice::of_post))
        .routes(routes!(voice::golden, voice::add_golden))
        .routes(routes!(voice::add_post))
        .routes(routes!(voice::remove_golden))
}

fn of_tools() -> OpenApiRouter<Server> {
    OpenApiRouter::default()
        .routes(routes!(tools::list, tools::run))
        .routes(routes!(tools::estimate))
        .routes(routes!(tools::describe))
        .routes(routes!(tools::picture))
        .routes(routes!(tools::speech))
        .routes(routes!(tools::get, tools::delete))
        .routes(routes!(tools::apply))
        .routes(routes!(tools::save_targets))
        .routes(routes!(tools::export))
        .routes(routes!(tools::terms, tools::add_term))
        .routes(routes!(tools::remove_term))
}

fn of_roles() -> OpenApiRouter<Server> {
    OpenApiRouter::default()
        .routes(routes!(roles::list))
        .routes(routes!(roles::get))
        .routes(routes!(roles::save_draft, roles::discard_draft))
        .routes(routes!(roles::restore))
        .routes(routes!(roles::publish))
        .routes(routes!(readers::list, readers::create))
        .routes(routes!(readers::get))
        .routes(routes!(readers::save_draft, readers::discard_draft))
        .routes(routes!(readers::publish))
        .routes(routes!(readers::retire))
        .routes(routes!(readers::readings, readers::have_read))
        .routes(routes!(readers::use_suggestions))
}

fn of_accounts() -> OpenApiRouter<Server> {
    OpenApiRouter::default()
        .routes(routes!(account::me))
        .routes(routes!(account::list_tokens, account::create_token))
        .routes(routes!(account::revoke_token))
        .routes(routes!(failed_jobs::list))
        .routes(routes!(failed_jobs::retry))
}

fn of_spending() -> OpenApiRouter<Server> {
    OpenApiRouter::default()
        .routes(routes!(spending::calls))
        .routes(routes!(spending::sums))
        .routes(routes!(spending::export))
        .routes(routes!(spending::follow))
        .routes(routes!(spending::campaign))
        .routes(routes!(spending::budgets, spending::set_budget))
        .routes(routes!(spending::delete_budget))
        .routes(routes!(spending::models))
        .routes(routes!(spending::set_region))
        .routes(routes!(spending::set_route))
        .routes(routes!(spending::set_key, spending::remove_key))
        .routes(routes!(spending::add_price))
        .routes(routes!(spending::delete_price))
}
