using System.Collections.Immutable;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Knowledge.Triage;

namespace Spasms.Dialog.Triage;

/// <summary>Takes presses and words as responses to the pending question.</summary>
internal static class Responding
{
    private const int MostUnclear = 2;
    private const int LastSeen = 2;

    /// <summary>A button: current ones count, stale ones are explained and change nothing.</summary>
    public static Response Press(Visit visit, QuestionnaireState state, Press press)
    {
        var pending = state.Pending;
        var current = pending is not null
            && press.Question == pending.Id
            && (press.Turn == 0 || press.Turn == pending.Turn)
            && !press.Options.IsDefaultOrEmpty
            && press.Options.All(o => pending.Options.Any(a => a.Id == o));
        if (!current || state.Ended is not null)
        {
            var again = Questionnaire.AskAgain(visit, state);
            return new Response.Read(Flow.After(Flow.Say(visit, "triage-stale"), again));
        }

        var shown = string.Join(", ", press.Options.Select(o => pending!.Options.First(a => a.Id == o).Text));
        return new Response.Read(Take(visit, state, press.Options, shown));
    }

    /// <summary>The options that typed text presses: equal to an id or text, joined with <c>;</c> for several. Empty when none.</summary>
    public static ImmutableArray<string> Button(AskedQuestion pending, string text)
    {
        if (pending.Options.FirstOrDefault(o => Same(o, text)) is { } only)
        {
            return [only.Id];
        }

        if (pending.Type != QuestionType.Choices || !text.Contains(';', StringComparison.Ordinal))
        {
            return [];
        }

        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        ImmutableArray<string> ids = [.. parts.Select(p => pending.Options.FirstOrDefault(o => Same(o, p))?.Id).OfType<string>().Distinct(StringComparer.Ordinal)];
        return ids.Length == 0 || parts.Any(p => !pending.Options.Any(o => Same(o, p))) ? [] : ids;
    }

    /// <summary>Chosen options as the response.</summary>
    public static TriageStep Take(Visit visit, QuestionnaireState state, ImmutableArray<string> chosen, string verbatim)
    {
        var id = state.Pending!.Id;
        if (visit.Book.Question(id) is not { } question || state.Changing)
        {
            return Reserved.Take(visit, state, id, chosen[0]);
        }

        return Accept(visit, state, question, Reader.FromOptions(question, chosen, verbatim));
    }

    /// <summary>Words as the response; questions and other talk are none.</summary>
    public static Response Words(Visit visit, QuestionnaireState state, string text)
    {
        if (state.Pending is not { } pending || state.Ended is not null || state.Saved)
        {
            return new Response.NotAResponse();
        }

        if (Correcting.Read(visit, state, text) is { } corrected)
        {
            return new Response.Read(corrected);
        }

        if (visit.Book.Question(pending.Id) is { } question && !state.Changing)
        {
            return Reader.IsQuestion(text)
                ? new Response.NotAResponse()
                : Reader.Of(visit, question, text) is { } read
                    ? new Response.Read(Accept(visit, Prefill.Into(visit, state, text), question, read))
                    : Unclear(visit, state, question);
        }

        return Reserved.Words(visit, state, pending.Id, text);
    }

    /// <summary>The offer: yes starts, no ends, anything else is for the dialog engine.</summary>
    public static Response Offer(Visit visit, QuestionnaireState state, string text)
    {
        // An offer that was put two turns ago stands where nobody looks any more: "why" and "go on" mean the last answer.
        var move = visit.Turn - state.Pending!.Turn <= LastSeen ? Moves.Of(text).Move : Move.None;
        var reply = Button(state.Pending!, text) is { IsEmpty: false } pressed ? pressed[0] == "yes" ? OfferReply.Yes : OfferReply.No : OfferReader.Read(text);
        return move switch
        {
            Move.Cancel or Move.Skip or Move.Save => new Response.Read(Reserved.Take(visit, state, "offer", "no")),
            Move.Resume or Move.StartOver => new Response.Read(Reserved.Take(visit, state, "offer", "yes")),
            Move.Repeat => new Response.Read(Questionnaire.Offer(visit, state.Story)),
            Move.Why or Move.Means => new Response.Read(Flow.After(Flow.Say(visit, "triage-offer-why"), Questionnaire.Offer(visit, state.Story))),
            _ when reply != OfferReply.Other => new Response.Read(Reserved.Take(visit, state, "offer", reply == OfferReply.Yes ? "yes" : "no")),
            _ => new Response.NotAResponse(),
        };
    }

    /// <summary>Stores a response and goes on.</summary>
    public static TriageStep Accept(Visit visit, QuestionnaireState state, Question question, GivenResponse response)
    {
        var earlier = state.Responses.FirstOrDefault(r => r.Question == question.Id);
        if (earlier is { Partial: true } && response.Kind != ResponseKind.Skipped)
        {
            // What the story told stands; the response adds to it.
            response = response with
            {
                Kind = ResponseKind.Read,
                Options = [.. earlier.Options.Union(response.Options, StringComparer.Ordinal)],
            };
        }

        return Flow.Next(visit, Store(state, response));
    }

    /// <summary>The state with this response as the newest.</summary>
    public static QuestionnaireState Store(QuestionnaireState state, GivenResponse response) =>
        state with { Responses = [.. state.Responses.Where(r => r.Question != response.Question), response], SummaryAccepted = false, Ended = null };

    private static Response Unclear(Visit visit, QuestionnaireState state, Question question)
    {
        if (state.Unclear >= MostUnclear)
        {
            var given = new GivenResponse(question.Id, "", ResponseKind.NotSure);
            return new Response.Read(Flow.After(Flow.Say(visit, "triage-taken-not-sure"), Accept(visit, state, question, given)));
        }

        var phrase = Reader.IsSeveral(visit, question, visit.Message.Text) ? "triage-several"
            : question.Type == QuestionType.Duration && Reader.IsOnset(visit, visit.Message.Text) ? "triage-unclear-duration"
            : state.Unclear == 0 ? "triage-unclear" : "triage-unclear-again";
        var said = Flow.Say(visit, phrase, ("example", question.Example));
        return new Response.Unclear(Flow.After(said, Flow.Same(visit, state with { Unclear = state.Unclear + 1 })));
    }

    private static bool Same(AskedOption option, string text) => Fold(option.Id) == Fold(text) || Fold(option.Text) == Fold(text);

    private static string Fold(string text) => text.Trim().TrimEnd('.', '!', '?', ',', ' ').ToLowerInvariant();
}
