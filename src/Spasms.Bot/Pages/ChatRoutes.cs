using System.Collections.Immutable;
using Spasms.Bot.Turns;
using Spasms.Bot.Wire;
using Spasms.Bot.Wire.DirectLine;
using Spasms.Protocol;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Pages;

/// <summary>The chat page and its plain form: another door to the same <see cref="TurnRunner"/>.</summary>
internal sealed class ChatRoutes(HostParts host, ChatSession sessions, Returning returning)
{
    // More would make a page that nobody scrolls.
    private const int LongestLog = 400;

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", PageAnswer.From(http => ShowAsync(http, null, null)));
        routes.MapPost("/chat", PageAnswer.From(http => OnPageAsync(http, SayAsync, "page-not-sent")));
        routes.MapPost("/chat/afresh", PageAnswer.From(http => OnPageAsync(http, AfreshAsync, "page-not-sent")));
        routes.MapPost("/chat/continue", PageAnswer.From(http => OnPageAsync(http, ContinueAsync, "page-not-sent")));
        routes.MapPost("/chat/feedback", PageAnswer.From(http => OnPageAsync(http, JudgeAsync, "page-not-sent")));
        routes.MapGet("/forget", PageAnswer.From(http => Task.FromResult(PageAnswer.Of(http, ForgetPage.Ask(host.Snapshots.Current.Knowledge)))));
        routes.MapPost("/forget", PageAnswer.From(http => OnPageAsync(http, ForgetAsync, "page-not-forgotten")));
        routes.MapReading(host.Snapshots);
        routes.MapSafety(host.Snapshots);
    }

    // A person who sent a form sees a page with the emergency line on it, whatever went wrong.
    private async Task<IResult> OnPageAsync(HttpContext http, Func<HttpContext, Task<IResult>> answer, string notice)
    {
        try
        {
            return await answer(http);
        }
        catch (Exception fault) when (!http.RequestAborted.IsCancellationRequested)
        {
            var refusal = ErrorAnswers.Of(fault, host.Logger);
            return Page(http, [], refusal.Status == StatusCodes.Status429TooManyRequests ? "page-too-fast" : notice, refusal.Status);
        }
    }

    /// <summary>The page as the person left it, or "Continue?" where that was long ago.</summary>
    /// <param name="http">The request.</param>
    /// <param name="framed">Set when it stands in a frame.</param>
    /// <param name="frames">Who may frame it; null: this site alone.</param>
    public async Task<IResult> ShowAsync(HttpContext http, Framed? framed, string? frames)
    {
        try
        {
            var known = await KnownAsync(http);
            if (known is not null && returning.MustAsk(http, known))
            {
                return Page(http, new PageView([], PageAnswer.Nonce()) { MustAsk = true, Framed = framed }, frames: frames);
            }

            var notice = http.Request.Query["noted"] == "true" ? "page-judge-thanks" : null;
            return Page(http, new PageView(await SaidAsync(known), PageAnswer.Nonce()) { Notice = notice, Framed = framed }, frames: frames);
        }
        catch (StoreUnavailableException)
        {
            return Page(http, new PageView([], PageAnswer.Nonce()) { Notice = "page-no-store", Framed = framed }, StatusCodes.Status503ServiceUnavailable, frames);
        }
    }

    private async Task<IResult> SayAsync(HttpContext http)
    {
        CheckOwnForm(http);
        var form = await Http.ReadFormAsync(http.Request);
        var (known, said) = await KnownOrNoneAsync(http);
        try
        {
            return await SayAsync(http, form, known, said);
        }
        catch (StoreUnavailableException)
        {
            return Page(http, said, "page-not-sent", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<IResult> SayAsync(
        HttpContext http, IFormCollection form, StoredConversation? known, IReadOnlyList<SaidMessage> said)
    {
        if (FormPost.Contradicted(form) is { IsEmpty: false } ticked && said.Count > 0 && said[^1].Question?.Id == form["question"].ToString())
        {
            return Page(http, new PageView(said, PageAnswer.Nonce()) { Notice = "page-tick-or-none", Ticked = ticked });
        }

        if (FormPost.Read(form, said) is not { } activity)
        {
            return Page(http, said, "page-nothing-sent");
        }

        // Counted before anything is opened: over the limit the words are only scanned.
        var isAllowed = host.Limits.Allows(http, known?.Person);
        var (conversation, person) = isAllowed ? await OpenAsync(http) : (known?.Id ?? Conversations.NewId(), known?.Person ?? "");
        var at = host.Clock.GetUtcNow();
        var envelope = new Envelope(Conversations.ChannelId, conversation, person, host.Conversations.BaseUrl(http)) { Posted = activity };
        var outcome = await host.Runner.RunAsync(new TurnRequest(conversation, at, envelope)
        {
            Message = Messages.Read(activity, at, host.Settings.AskConsent),
            IdempotencyKey = form["once"].ToString() is { Length: > 0 and <= 64 } once ? $"{person}/form:{once}" : null,
            OnlyEmergency = !isAllowed,
        });
        return outcome switch
        {
            TurnOutcome.Kept => Results.Redirect("/#latest"),
            TurnOutcome.Unsaved unsaved => Page(http, [.. said, .. Said(unsaved.Entries)]),
            TurnOutcome.Limited or TurnOutcome.Missing when !isAllowed => Page(http, said, "page-too-fast", StatusCodes.Status429TooManyRequests),
            _ => Page(http, said, "page-not-sent", StatusCodes.Status404NotFound),
        };
    }

    private async Task<IResult> AfreshAsync(HttpContext http)
    {
        CheckOwnForm(http);
        host.Limits.Check(http);
        var form = await Http.ReadFormAsync(http.Request);
        try
        {
            await sessions.OpenAsync(http, ResumeCookie.Read(http), form["stranger"] == "true" ? Wish.Stranger : Wish.Afresh);
            return Results.Redirect("/");
        }
        catch (StoreUnavailableException)
        {
            return Page(http, [], "page-no-store", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private Task<IResult> ContinueAsync(HttpContext http)
    {
        CheckOwnForm(http);
        returning.Stay(http);
        return Task.FromResult(Results.Redirect("/"));
    }

    // A thumb goes the way of any turn: kept in the log, its words looked through for an emergency.
    private async Task<IResult> JudgeAsync(HttpContext http)
    {
        CheckOwnForm(http);
        var form = await Http.ReadFormAsync(http.Request);
        if (FormPost.ReadFeedback(form) is not { } activity || await KnownAsync(http) is not { } known)
        {
            return Results.Redirect("/");
        }

        var at = host.Clock.GetUtcNow();
        var outcome = await host.Runner.RunAsync(new TurnRequest(
            known.Id, at, new Envelope(Conversations.ChannelId, known.Id, known.Person, host.Conversations.BaseUrl(http)) { Posted = activity })
        {
            Feedback = Feedback.Read(activity),
            OnlyEmergency = !host.Limits.Allows(http, known.Person),
        });
        return outcome switch
        {
            TurnOutcome.Kept { Entries.Length: 1 } => Results.Redirect("/?noted=true#latest"),
            TurnOutcome.Kept => Results.Redirect("/#latest"),
            TurnOutcome.Unsaved unsaved => Page(http, Said(unsaved.Entries)),
            TurnOutcome.Limited => Page(http, await SaidAsync(known), "page-too-fast", StatusCodes.Status429TooManyRequests),
            _ => Results.Redirect("/"),
        };
    }

    private async Task<IResult> ForgetAsync(HttpContext http)
    {
        CheckOwnForm(http);
        var gone = new Forgotten(0, 0, 0);
        try
        {
            if (await KnownAsync(http) is { } known)
            {
                gone = await host.Runner.ForgetAsync(known.Person);
            }
        }
        catch (StoreUnavailableException)
        {
            return Page(http, [], "page-not-forgotten", StatusCodes.Status503ServiceUnavailable);
        }

        ResumeCookie.Clear(http);
        Returning.Leave(http);
        var nonce = PageAnswer.Nonce();
        var knowledge = host.Snapshots.Current.Knowledge;
        var receipt = Receipt.Lines(knowledge.English, gone, host.Clock.GetUtcNow(), host.Settings.Retention.BackupDays);
        return PageAnswer.Of(http, ForgetPage.Done(knowledge, receipt, nonce), nonce: nonce);
    }

    private async ValueTask<StoredConversation?> KnownAsync(HttpContext http) =>
        ResumeCookie.Read(http) is { } key
            ? await host.Store.FindByResumeKeyAsync(Conversations.HashOf(key), http.RequestAborted)
            : null;

    // Where the store is down the words are scanned all the same (I1): under ids that nothing is kept for.
    private async Task<(string Conversation, string Person)> OpenAsync(HttpContext http)
    {
        try
        {
            var session = await sessions.OpenAsync(http, ResumeCookie.Read(http), Wish.Resume);
            return (session.Claims.Conv, session.Claims.User ?? "");
        }
        catch (StoreUnavailableException)
        {
            return (Conversations.NewId(), "dl_" + Conversations.NewId());
        }
    }

    private async ValueTask<(StoredConversation? Known, IReadOnlyList<SaidMessage> Said)> KnownOrNoneAsync(HttpContext http)
    {
        try
        {
            var known = await KnownAsync(http);
            return (known, await SaidAsync(known));
        }
        catch (StoreUnavailableException)
        {
            return (null, []);
        }
    }

    private async ValueTask<IReadOnlyList<SaidMessage>> SaidAsync(StoredConversation? conversation)
    {
        if (conversation is null)
        {
            return [];
        }

        var after = Math.Max(0, conversation.LastSequence - LongestLog);
        return Said(await host.Store.ReadAsync(conversation.Id, after, LongestLog, CancellationToken.None));
    }

    private static SaidMessage[] Said(ImmutableArray<LogEntry> entries) =>
        [.. entries.Select(e => SaidMessage.Read(e.Body)).OfType<SaidMessage>()];

    private IResult Page(HttpContext http, IReadOnlyList<SaidMessage> said, string? notice = null, int status = StatusCodes.Status200OK)
    {
        if (status == StatusCodes.Status429TooManyRequests)
        {
            Http.TellWhen(http.Response, host.Limits.TooMany());
        }

        return Page(http, new PageView(said, PageAnswer.Nonce()) { Notice = notice }, status);
    }

    private IResult Page(HttpContext http, PageView view, int status = StatusCodes.Status200OK, string? frames = null) =>
        PageAnswer.Of(http, ChatPage.Write(host.Snapshots.Current, view with { AskAfter = returning.Minutes, KeptFor = host.Settings.Retention.Conversations }), status, view.Nonce, frames);

    private void CheckOwnForm(HttpContext http)
    {
        if (http.Request.Headers["Sec-Fetch-Site"] == "cross-site" || !http.Request.HasFormContentType || !host.Access.MayOpenSession(http))
        {
            throw new RefusedException(Fault.Forbidden("Only this bot's own page sends forms here."));
        }
    }
}
