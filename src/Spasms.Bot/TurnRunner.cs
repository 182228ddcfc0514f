using System.Collections.Immutable;
using Spasms.Bot.Operations;
using Spasms.Bot.Turns;
using Spasms.Bot.Wire;
using Spasms.Bot.Wire.Connector;
using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge.Triage;
using Spasms.Protocol.Store;

namespace Spasms.Bot;

/// <summary>The dialog's one function, as a value: tests hand in another.</summary>
internal delegate Turn Take(Snapshot now, TriageBook pinned, DialogState state, UserMessage message);

/// <summary>
/// The one path from every door: load, take, save in one transaction (I4), publish.
/// On a version conflict it loads again and works the turn out anew.
/// </summary>
internal sealed class TurnRunner(Snapshots snapshots, IConversationStore store, Feed feed, Take take, ILogger log, Operating operating, ResultLinks links, RecentTurns recent)
{
    private const int Attempts = 8;

    private readonly ConversationQueues _queues = new();

    /// <summary>Runs one turn. A client that goes away doesn't stop it.</summary>
    /// <exception cref="StoreUnavailableException">The store is down and the message is no emergency: that is answered whatever fails (I1).</exception>
    public async Task<TurnOutcome> RunAsync(TurnRequest request)
    {
        if (request.Message is { } message && operating.AnswersAreOff())
        {
            request = request with { Message = message with { AnswersAreOff = true } };
        }

        using var measured = new MeasuredTurn();
        using var place = await _queues.EnterAsync(request.Conversation);
        var known = new Known();
        var outcome = await RunAsync(request, known);
        measured.End(outcome, known.Draft?.Replies ?? [], known.Draft is { Missed: true });
        if (outcome is TurnOutcome.Kept { Repeated: false } && request.Message is not null && known.Draft is { } kept)
        {
            operating.Count(kept.Before, kept.After, kept.Replies);
        }

        return outcome;
    }

    /// <summary>Removes a person's every row.</summary>
    /// <exception cref="StoreUnavailableException">The store is down.</exception>
    public async Task<Forgotten> ForgetAsync(string person)
    {
        var gone = await store.ForgetAsync(person, CancellationToken.None);
        recent.Clear();
        Log.Forgotten(log, gone.Conversations, gone.Activities, gone.Notes);
        return gone;
    }

    private async ValueTask<TurnOutcome> RunAsync(TurnRequest request, Known known)
    {
        try
        {
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                if (await TryAsync(request, known) is { } outcome)
                {
                    return outcome;
                }

                recent.Remove(request.Conversation);
                Log.Conflict(log, attempt);
            }

            throw new StoreUnavailableException("The conversation changed too fast elsewhere.");
        }
        catch (Exception fault)
        {
            Log.TurnFailed(log, fault);
            recent.Remove(request.Conversation);
            if (Rescue(request, known) is not { IsEmergency: true } draft)
            {
                throw;
            }

            return SendUnsaved(request, draft.Replies);
        }
    }

    // Null means: someone else was faster.
    private async ValueTask<TurnOutcome?> TryAsync(TurnRequest request, Known known)
    {
        var snapshot = snapshots.Current;
        var remembered = recent.Find(request.Conversation);
        var now = known.Now = remembered?.Now ?? await store.LoadAsync(request.Conversation, CancellationToken.None);
        if (now is null && request.OpenFor is null)
        {
            // Gone, as after "forget me". The words are scanned all the same (I1).
            return Rescue(request, known) is { IsEmergency: true } alarm ? SendUnsaved(request, alarm.Replies) : new TurnOutcome.Missing();
        }

        var state = remembered?.State ?? Read(now);
        var pinned = await snapshots.TriageAsync(snapshot, state.Questionnaire?.Book ?? "", request.At - (state.Questionnaire?.Since ?? request.At));
        var draft = known.Draft = Draft(snapshot, await RememberingAsync(request, now), now, state, pinned);
        if (request.Feedback is not null)
        {
            var notes = await TurnNotes.OfFeedbackAsync(store, request, now, snapshot.Knowledge);
            draft = known.Draft = draft with { Record = draft.Record with { Notes = draft.Record.Notes.AddRange(notes) } };
        }

        if (request.OnlyEmergency && !draft.IsEmergency)
        {
            // On a version that never was nothing is kept, but a repeat still gets what its first sending got.
            return draft.Record.IdempotencyKey is not null
                && await store.CommitAsync(draft.Record with { ExpectedVersion = -1 }, CancellationToken.None) is CommitResult.Duplicate kept
                    ? new TurnOutcome.Kept(kept.Log, Repeated: true)
                    : new TurnOutcome.Limited();
        }

        if (draft.Forget)
        {
            return await ForgetAsync(request, draft.Record, snapshot);
        }

        switch (await store.CommitAsync(draft.Record, CancellationToken.None))
        {
            case CommitResult.Duplicate same:
                // Its first sending may have been kept after the store's patience was over, and nobody told the sockets.
                feed.Wake(request.Conversation);
                return new TurnOutcome.Kept(same.Log, Repeated: true);
            case CommitResult.Committed:
                request.Typing?.Dispose();
                recent.Keep(now, draft.Record, draft.After);
                feed.Sink(request.Conversation);
                feed.Publish(request.Conversation, draft.Record.Log);
                return new TurnOutcome.Kept(draft.Record.Log, Repeated: false);
            default:
                return null;
        }
    }

    // The turn from what is known of the conversation; without its state where that state is what fails.
    private Drafted? Rescue(TurnRequest request, Known known)
    {
        var snapshot = snapshots.Current;
        if (known.Draft is not null || (request.Message ?? Remark(request)) is null)
        {
            return known.Draft;
        }

        foreach (var now in (StoredConversation?[])[known.Now, null])
        {
            try
            {
                return Draft(snapshot, request, now, Read(now), snapshot.Knowledge.Triage);
            }
            catch (Exception fault)
            {
                Log.TurnFailed(log, fault);
            }
        }

        return null;
    }

    // What the dialog can't know by itself: how a questionnaire ended in another conversation of this person.
    private async ValueTask<TurnRequest> RememberingAsync(TurnRequest request, StoredConversation? now)
    {
        // A person who is known by one conversation alone has no other.
        var person = now?.Person ?? request.OpenFor ?? "";
        return request.Message is { } message && person != request.Conversation && await LastTriages.ReadAsync(store, person) is { } last
            ? request with { Message = message with { LastTriage = last } }
            : request;
    }

    private DialogState Read(StoredConversation? now)
    {
        if (now?.State is not { } stored)
        {
            return DialogState.New;
        }

        if (!DialogStateJson.TryRead(stored.Format, stored.Bytes, out var state))
        {
            Log.StateUnreadable(log, stored.Format);
        }

        return state;
    }

    private Drafted Draft(Snapshot snapshot, TurnRequest request, StoredConversation? now, DialogState state, TriageBook pinned)
    {
        var replies = ImmutableArray<Reply>.Empty;
        var forget = false;
        var before = state;
        if (request.Greet && now?.State is null)
        {
            replies = [Greeting.Of(snapshot)];
        }
        else if (request.Message is { } message)
        {
            var turn = take(snapshot, pinned, state, message);
            (state, replies, forget) = (turn.State, turn.Replies, turn.ForgetPerson);
        }
        else if (Remark(request) is { } remark && take(snapshot, pinned, state, remark) is var heard && heard.Replies.Any(r => r.Kind == ReplyKind.Emergency))
        {
            // What is said of an answer is no part of the talk, but an emergency in it is answered as anywhere (I1).
            (state, replies) = (heard.State, heard.Replies);
        }

        // Scanned and answered: what is kept and shown again holds no e-mail address or number of the person's own.
        var told = request.Envelope with
        {
            Posted = PrivateActivity.Of(snapshot.Knowledge, request.Envelope.Posted),
            Made = new Made(snapshot.Knowledge.Hash, snapshot.Knowledge.English),
            Links = links,
        };
        var changed = request.Greet || state != before || request.Message is not null;
        var person = now?.Person ?? request.OpenFor ?? "";
        var basis = new TurnBasis(request.At, snapshot.Knowledge.Hash, pinned.Hash, snapshot.Country.Id, request.Envelope.BaseUrl)
        {
            Greet = request.Greet && request.Message is null,
            AskConsent = request.Message?.AskConsent == true,
            AnswersAreOff = request.Message?.AnswersAreOff == true,
            LastTriage = request.Message?.LastTriage,
        };
        var entries = Entries(told, request.At, now?.LastSequence ?? 0, replies, changed ? basis : null);
        var record = new TurnRecord(request.Conversation, now?.Version ?? 0, request.At, entries)
        {
            Since = now?.Touched,
            State = changed ? new StoredState(DialogStateJson.Format, DialogStateJson.Write(state)) : null,
            IdempotencyKey = request.IdempotencyKey,
            Person = person,
            ResumeKeyHash = request.ResumeKeyHash,
            Notes = Notes(request, person, entries, state.LastTriage is { } ended && ended != before.LastTriage ? ended : null)
                .AddRange(TurnNotes.OfNotice(request, told.Posted, before, person, snapshot.Knowledge.Hash)),
        };
        var draft = new Drafted(record, replies, forget, before, state);
        return draft.Missed && person.Length > 0
            ? draft with { Record = record with { Notes = record.Notes.Add(Miss.Note(snapshot, person, request.Message?.Text ?? "", request.At)) } }
            : draft;
    }

    private static ImmutableArray<Note> Notes(TurnRequest request, string person, ImmutableArray<LogEntry> entries, EndedTriage? ended)
    {
        ImmutableArray<Note> notes = request.Notes.IsEmpty ? [] : [.. request.Notes.Select(n => n with { Person = person })];
        if (ended is not null && person.Length > 0)
        {
            notes = notes.Add(LastTriages.Note(person, ended));
        }

        return request.DeliverTo is { } url && Parcel.Of(request.Conversation, person, url, entries) is { } parcel ? notes.Add(parcel.Note(request.At)) : notes;
    }

    private static UserMessage? Remark(TurnRequest request) =>
        request.Message is null ? Messages.ReadRemark(request.Feedback, request.At) : null;

    // The echo comes first: clients hold an answer back until they have seen what it answers. The first entry carries the basis.
    private static ImmutableArray<LogEntry> Entries(Envelope envelope, DateTimeOffset at, long last, ImmutableArray<Reply> replies, TurnBasis? basis)
    {
        var entries = ImmutableArray.CreateBuilder<LogEntry>(replies.Length + (envelope.Posted is null ? 0 : 1));
        string? question = null;
        if (envelope.Posted is not null)
        {
            last++;
            question = envelope.IdOf(last);
            entries.Add(new LogEntry(last, envelope.Echo(last, at)) { Ground = basis?.ToUtf8() });
        }

        foreach (var reply in replies)
        {
            last++;
            entries.Add(new LogEntry(last, envelope.Write(reply, last, question, at)) { Ground = entries.Count == 0 ? basis?.ToUtf8() : null });
        }

        return entries.MoveToImmutable();
    }

    // Nothing of this turn is kept, the request itself included: its replies float for a while and are gone.
    private async ValueTask<TurnOutcome> ForgetAsync(TurnRequest request, TurnRecord last, Snapshot snapshot)
    {
        var gone = await ForgetAsync(last.Person);
        var receipt = Receipt.Of(snapshot.Knowledge.English, gone, request.At, operating.Retention.BackupDays);
        var envelope = request.Envelope with { Made = new Made(snapshot.Knowledge.Hash, snapshot.Knowledge.English) };
        var place = last.Log[^1].Sequence + 1;
        var told = last.Log.Add(new LogEntry(place, envelope.Write(receipt, place, envelope.IdOf(last.Log[0].Sequence), request.At)));
        request.Typing?.Dispose();
        feed.Publish(request.Conversation, told);
        feed.Float(request.Conversation, told);
        return new TurnOutcome.Kept(told, Repeated: false) { IsLast = true };
    }

    private TurnOutcome.Unsaved SendUnsaved(TurnRequest request, ImmutableArray<Reply> replies)
    {
        ImmutableArray<LogEntry> entries =
            [.. replies.Select((reply, i) => new LogEntry(0, request.Envelope.WriteUnsaved(reply, i, request.At)))];
        request.Typing?.Dispose();
        feed.Publish(request.Conversation, entries);
        feed.Float(request.Conversation, entries);
        return new TurnOutcome.Unsaved(entries);
    }

    /// <summary>How far a turn has come: what an emergency is answered from when the rest fails.</summary>
    private sealed class Known
    {
        public StoredConversation? Now { get; set; }

        public Drafted? Draft { get; set; }
    }

    private sealed record Drafted(TurnRecord Record, ImmutableArray<Reply> Replies, bool Forget, DialogState Before, DialogState After)
    {
        // The articles didn't answer it.
        public bool Missed => After.Thread.Misses > Before.Thread.Misses;

        public bool IsEmergency => Replies.Any(r => r.Kind == ReplyKind.Emergency);
    }
}
