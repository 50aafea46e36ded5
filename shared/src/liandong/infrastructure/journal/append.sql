-- Appends entries to a unit's journal: gapless sequence, hash chain and destination chain are given out under the head
-- row's lock, inside the business transaction. The bytes hashed are those of liandong.wire.chain.entry_hash.
-- Returns {epoch, first sequence, recorded_at in microseconds}.
create function journal_append(
    p_unit text, p_stream text, p_sequence int, p_kinds text[], p_versions int[], p_dests text[],
    p_occurred_at bigint, p_recorded_at bigint, p_actor text, p_cause text,
    p_bodies bytea[], p_salts bytea[], p_privates bytea[], p_digests bytea[]
) returns bigint[] language plpgsql security definer set search_path = public, pg_temp as $$
declare
    v_epoch int; v_seq bigint; v_prev bytea; v_recorded bigint; v_first bigint;
    v_commitment bytea; v_hash bytea; v_dest text; v_dest_seq bigint; v_dest_prev bytea;
begin
    select epoch, seq, hash, greatest(recorded_at, p_recorded_at) into v_epoch, v_seq, v_prev, v_recorded
      from journal_head where unit = p_unit for update;
    if not found then
        raise exception 'unit % has no journal here', p_unit using errcode = 'no_data_found';
    end if;
    v_first := v_seq + 1;
    for i in 1 .. cardinality(p_kinds) loop
        v_seq := v_seq + 1;
        v_dest := p_dests[i];
        v_dest_seq := null; v_dest_prev := null;
        if v_dest is not null then
            select seq + 1, hash into v_dest_seq, v_dest_prev from journal_dest_head where unit = p_unit and dest = v_dest;
            if not found then
                v_dest_seq := 1; v_dest_prev := decode(repeat('00', 32), 'hex');
            end if;
        end if;
        v_commitment := sha256(sha256(p_salts[i] || p_bodies[i]) || p_digests[i]);
        -- after a header of 20 bytes an array is sent as its elements, each after its length in four bytes
        v_hash := sha256(substr(array_send(array[
            '\x6c6431'::bytea, v_prev, convert_to(p_unit, 'UTF8'), int8send(v_epoch), int8send(v_seq),
            convert_to(p_stream, 'UTF8'), int8send(p_sequence + i - 1), convert_to(p_kinds[i], 'UTF8'),
            int8send(p_versions[i]), convert_to(coalesce(v_dest, ''), 'UTF8'), int8send(coalesce(v_dest_seq, 0)),
            coalesce(v_dest_prev, ''), int8send(p_occurred_at), int8send(v_recorded), convert_to(p_actor, 'UTF8'),
            convert_to(coalesce(p_cause, ''), 'UTF8'), v_commitment]), 21));
        insert into journal (unit, seq, epoch, stream, sequence, kind, version, dest, dest_seq, dest_prev, occurred_at,
                             recorded_at, actor, cause, body, salt, private, private_digest, commitment, prev, hash)
        values (p_unit, v_seq, v_epoch, p_stream, p_sequence + i - 1, p_kinds[i], p_versions[i], v_dest, v_dest_seq,
                v_dest_prev, p_occurred_at, v_recorded, p_actor, p_cause, p_bodies[i], p_salts[i], p_privates[i],
                p_digests[i], v_commitment, v_prev, v_hash);
        if v_dest is not null then
            insert into journal_dest_head (unit, dest, seq, hash) values (p_unit, v_dest, v_dest_seq, v_hash)
            on conflict (unit, dest) do update set seq = excluded.seq, hash = excluded.hash;
        end if;
        v_prev := v_hash;
    end loop;
    update journal_head set seq = v_seq, hash = v_prev, recorded_at = v_recorded where unit = p_unit;
    return array[v_epoch, v_first, v_recorded];
end $$;

-- Opens the journal of a unit that this database is to own; does nothing if it is open.
create function journal_open(p_unit text) returns void
language sql security definer set search_path = public, pg_temp as $$
    insert into journal_head (unit, epoch, seq, hash, recorded_at)
    values (p_unit, 1, 0, decode(repeat('00', 32), 'hex'), 0) on conflict do nothing;
    insert into outbox_cursor (unit, channel, sent)
    select p_unit, channel, 0 from unnest(array['evt', 'to', 'pub']) channel on conflict do nothing;
$$;
