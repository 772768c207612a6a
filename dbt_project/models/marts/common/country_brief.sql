with

deals as (
    select * from {{ ref('deals') }}
),

troop_timeline as (
    select * from {{ ref('troop_timeline') }}
),

policy_tracker as (
    select * from {{ ref('policy_tracker') }}
),

claims_and_denials as (
    select * from {{ ref('claims_and_denials') }}
),

parties as (
    select * from {{ ref('int_parties') }}
),

appearances as (
    select * from {{ ref('int_appearances') }}
),

countries as (
    select
        code,
        count(*) as document_count,
        min(published_on) as first_reported_on,
        max(published_on) as last_reported_on
    from appearances
    group by code
),

supplies as (
    select
        supplier_country as code,
        count(*) as deals_as_supplier,
        {{ sorted_list('recipient_country') }} as supplies_to
    from deals
    where deal_status <> 'cancelled'
    group by supplier_country
),

purchases as (
    select
        recipient_country as code,
        count(*) as deals_as_recipient,
        {{ sorted_list('supplier_country') }} as supplied_by
    from deals
    where deal_status <> 'cancelled'
    group by recipient_country
),

forces_abroad as (
    select
        force_country as code,
        {{ sorted_list('host_country') }} as forces_in
    from troop_timeline
    where
        deployment_status = 'deployed'
        and force_country is distinct from host_country
    group by force_country
),

forces_hosted as (
    select
        host_country as code,
        {{ sorted_list('force_country') }} as forces_from
    from troop_timeline
    where
        deployment_status = 'deployed'
        and force_country is distinct from host_country
    group by host_country
),

own_options as (
    select
        actor as code,
        count(*) filter (where stance <> 'ruled_out') as policy_option_count,
        count(*) filter (where stance = 'ruled_out') as ruled_out_count,
        count(*) filter (where has_reversal) as reversal_count
    from policy_tracker
    group by actor
),

options_against as (
    select
        target as code,
        count(*) as targeted_by_count,
        {{ sorted_list('actor') }} as targeted_by
    from policy_tracker
    where stance <> 'ruled_out'
    group by target
),

options_for as (
    select
        beneficiary as code,
        count(*) as helped_by_count,
        {{ sorted_list('actor') }} as helped_by
    from policy_tracker
    where stance <> 'ruled_out'
    group by beneficiary
),

voices as (
    select
        party as code,
        count(*) filter (where position = 'claims') as claim_count,
        count(*) filter (where position = 'denies') as denial_count
    from claims_and_denials
    group by party
)

select
    countries.code,
    parties.name,
    parties.kind,
    coalesce(supplies.deals_as_supplier, 0) as deals_as_supplier,
    coalesce(supplies.supplies_to, []) as supplies_to,
    coalesce(purchases.deals_as_recipient, 0) as deals_as_recipient,
    coalesce(purchases.supplied_by, []) as supplied_by,
    coalesce(forces_abroad.forces_in, []) as forces_in,
    coalesce(forces_hosted.forces_from, []) as forces_from,
    coalesce(own_options.policy_option_count, 0) as policy_option_count,
    coalesce(own_options.ruled_out_count, 0) as ruled_out_count,
    coalesce(own_options.reversal_count, 0) as reversal_count,
    coalesce(options_against.targeted_by_count, 0) as targeted_by_count,
    coalesce(options_against.targeted_by, []) as targeted_by,
    coalesce(options_for.helped_by_count, 0) as helped_by_count,
    coalesce(options_for.helped_by, []) as helped_by,
    coalesce(voices.claim_count, 0) as claim_count,
    coalesce(voices.denial_count, 0) as denial_count,
    countries.document_count,
    countries.first_reported_on,
    countries.last_reported_on
from countries
left join parties on countries.code = parties.code
left join supplies on countries.code = supplies.code
left join purchases on countries.code = purchases.code
left join forces_abroad on countries.code = forces_abroad.code
left join forces_hosted on countries.code = forces_hosted.code
left join own_options on countries.code = own_options.code
left join options_against on countries.code = options_against.code
left join options_for on countries.code = options_for.code
left join voices on countries.code = voices.code
