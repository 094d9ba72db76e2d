-- Which kinds of events are stored, in which form: a start looks, and reads this index alone.
create index domain_event_stored_form on domain_event (payload_type, payload_revision);
drop index domain_event_payload_type;
