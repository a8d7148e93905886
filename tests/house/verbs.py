"""What every function of every context's front door is. A new one must be put here.

VERBS change rows and append a fact; QUERIES change nothing; PLAIN ones never ask the database
(rules, ports, values, in-process caches) or are the frame in which the others run.
"""

from __future__ import annotations


def _of(names: str) -> frozenset[str]:
    return frozenset(names.split())


VERBS: dict[str, frozenset[str]] = {
    "directory": _of("""
        accept_invitation admit_applicant change_person change_roles claim_person create_account
        create_position destroy_key destroy_keys end_mandate erase forget_people give_mandate
        grant_power identify_account import_boundaries import_transfers invite_officer issue_token
        load_region new_key new_keys principal_of profile record_absence record_view record_views
        register_applicant register_applicants register_organisation register_person revoke_power
        revoke_token rewrap rule_day set_letterhead set_person undo_identification
        """),
    "messages": _of("answer choose_channel hear notify"),
    "documents": _of("""
        attach_wet_scan begin_upload draft_letter enrol_demo_signer explain_numbers finish_upload
        give_paraf number_for_ink prepare_picture prepare_waiting redraft_letter remove_file
        render_preview set_status sign_batch store store_made sweep void_number
        """),
    "measures": _of("declare rebuild"),
    "services": _of("publish"),
    "casework": _of("""
        add_note add_task_file agree_appointment append_task_chunk applicant_case ask_agency assign
        attach_wet_scan begin_batch begin_case_import begin_draft begin_import begin_task_upload
        bring_cases change complete_task deliver dispose export_book export_file file_of_case
        find_by_name fire_due_timers forget give_power judge_cases judge_import lift mark_expired
        migrate number_for_ink open_case order_book raise_case read_out recast recompute_deadlines
        release remove_draft remove_old_books remove_old_drafts report_disposition revert_migration
        revoke save_draft save_task_draft set_appointment sign sign_recap snooze start_by_message
        start_due_cases submit suspend take tell_applicant undo_batch unseal unseal_licence
        void_ink_number watch_lateness wish_appointment withdraw withdraw_disposition
        """),
    "voice": _of("""
        begin_list bring_next capture check_in choose_columns cluster confirm discard_held
        forget_next hear_text hold hold_report judge_next leave_cluster moderate propose_text rate
        rate_agency rate_service receive_list reclassify refresh_reputation release_held
        release_hold remove_old_lists reopen reply report reveal_identity set_lapor_number support
        take_list write
        """),
    "planning": _of("""
        adopt_version amend_contract apply_figures apply_import begin_version carry_target
        close_contract create_plan decide discard_version enter_realisation finish_decision
        judge_figures judge_import judge_progress judge_realisation let_target_go link_measure
        open_review record_contract record_disbursement record_finding remove_contribution
        remove_node report_progress set_budget set_contribution set_indicator set_node set_tags
        take_field_figures unlink_measure visit_contract
        """),
    "watch": _of("""
        accept_order acknowledge add_note begin_shift cancel_shift close_order end_rule evaluate
        give_order hand_over open_incident plan_shift report_order return_order set_rule
        substitute_shift withdraw_order write_log
        """),
}

WITHOUT_FACT: dict[str, str] = {
    "casework.mark_opened": "a hint about a screen, forgotten after two minutes",
    "documents.append_chunk": "writes no row: the offset is the length of what has arrived",
    "documents.enrol_demo_signer": "writes a file of the demo's authority, and a fact, but no row",
    "voice.learn_topics": "puts a job in the queue; what was learnt then is a fact",
    "voice.order_reputation": "puts a job in the queue; the table that it makes is a fact",
    "watch.load_rules": "sets rule by rule, each with its fact; what stands already stays",
}
"""Verbs that are no change of a row that needs a fact, and why."""

QUERIES: dict[str, frozenset[str]] = {
    "ledger": _of("""
        earlier facts_about facts_of feed happened latest_head leaves page parked read_feed recall
        receipt verify
        """),
    "directory": _of("""
        account actor_of agent_names agent_of boundary_versions calendar chart contact find_person
        holder_of key_of_person keys_of_people load_key load_keys mandates_of_person
        mandates_of_position masked officer_title officer_titles officers organisation
        organisation_by_code organisation_names organisations outlines person place_at places
        position positions_of power_by_code power_of powers powers_given powers_held region
        region_of_host regions template_workbook today token_actor tokens_of told_of who_saw zone_of
        """),
    "messages": _of("channels link"),
    "documents": _of("""
        all_complete check_pdf files letter letter_pdf letters letters_of number_register open_file
        open_files open_original picture pictures preview_pdf read_file similar_pictures upload
        verify
        """),
    "measures": _of("declares lineage lines measure measures outlook series value values"),
    "services": _of("""
        catalogue finding_service incident_services legal_basis published report_service schedules
        search service_at services_of standard starters version version_at versions_of
        """),
    "casework": _of("""
        agencies_of alarms applicant_of assignees at_work attached awaited_messages belongs book
        book_lines book_order book_order_file book_orders case case_import case_imports
        case_of_number case_of_task case_report case_template crowds disposable dispositions draft
        ended ended_case find_cases find_draft import_template importable_services inbox
        is_applicant late_task letter_pdf licence my_cases my_drafts my_licences open_cases_of
        open_step past plan_migration power_paper power_view preview proof pulse recap recap_file
        receipt register register_import register_imports rule_names sealed_with service_of_case
        service_versions signed_recap_pdf signed_recaps standing_of_letter stands_of step task_batch
        task_files task_upload track try_tasks version_move version_moves written written_texts
        """),
    "voice": _of("""
        agency_months agency_rating agency_record agency_results answering_agencies answers climb_of
        district_counts export_csv export_rows find_nearby follow forgetting_ahead held held_report
        held_reports list_columns list_lines map_cells map_changed_at my_tickets pace past_map
        promises proofs published_file published_reputation rating_rows ratings_csv report_card
        report_list report_lists report_of_case report_updates reports reputation reputation_figures
        retention service_rating settle suggestion told_elsewhere village_counts waiting_devices
        wanted_proof
        """),
    "planning": _of("""
        accountability accountability_pdf agreement_pdf carriers cascade contract contracts
        difference evaluation_of evaluation_pdf field_figures findings fiscal_package gaps
        import_run import_runs missions node_page outline photo_agency plan plans review reviews
        scoreboard tags thread_down thread_up threads_up threats unit_programmes units work_below
        """),
    "assessment": _of("evidence"),
    "watch": _of("""
        alarm alarms duty incidents on_watch order order_counts order_proof order_totals orderable
        orders roster rules standers
        """),
}

PLAIN: dict[str, frozenset[str]] = {
    "ledger": _of("""
        announce append batch_reader bind_clock bind_sealing_secret check_receipt clock
        current_region forget_commands insert_many kinds once place_of public_bytes reader
        region_transaction rows run_readers untyped_fields use_region within_region
        """),
    "directory": _of("""
        account_code acting_position administers administers_region bind_code_gateway
        bind_lookup_key bind_master bound_to current_version draw_key forget_boundaries
        forget_calendar forget_chart lookup_hash masked_email masked_name masked_number masked_phone
        may_unseal normal_nik normal_nip normal_phone open_key unwrap
        """),
    "messages": _of("fitted gateway outbox problems read_incoming verify_token"),
    "documents": _of("""
        bind_scanner bind_signer check_sources demo_signer format_number long_date qr_svg
        receipt_pdf report_pdf scanner signer sketch try_letter
        """),
    "measures": _of("check definition forecast load load_all"),
    "services": _of("""
        assembled beside check_package estimated fee_words from_files in_force letter_content
        letter_files load load_files new_package play_all read_folder read_stories shown untold
        valid_until validity_words
        """),
    "casework": _of("bind_settling"),
    "voice": _of("""
        compute_ratings compute_reputation load_reputation load_routing_model load_topics masked
        metres parse_examples parse_export parse_ratings read_examples read_export
        save_routing_model score_of sensitive_topics suggest_agencies topic_examples topics
        train_routing values_for wilson
        """),
    "planning": _of("""
        accountability_workbook check evaluate evaluation_workbook implements keeps_contracts
        keeps_plans means open_sheet predicate records_findings reports_figures sees_photos strategy
        """),
    "assessment": _of("load"),
    "watch": _of("leading position_words watches window_start"),
}


def verbs() -> set[str]:
    named = {f"{context}.{name}" for context, names in VERBS.items() for name in names}
    return named | set(WITHOUT_FACT)


def queries() -> set[str]:
    return {f"{context}.{name}" for context, names in QUERIES.items() for name in names}


def plain() -> set[str]:
    return {f"{context}.{name}" for context, names in PLAIN.items() for name in names}
