using System.Collections.Immutable;
using Spasms.Knowledge.Phrases;

namespace Spasms.Bot.Pages;

/// <summary>The plain form: the pending question's buttons, next steps, and a line to write in. Works without scripts.</summary>
internal static class ChatForm
{
    /// <summary>Longest message that the form takes, in UTF-16 units.</summary>
    public const int MaxLength = 4000;

    /// <summary>Everything below the conversation.</summary>
    /// <param name="words">The page's language.</param>
    /// <param name="last">The newest message, or null.</param>
    /// <param name="starters">What to offer before anything was said.</param>
    /// <param name="once">Known again when the form is sent twice: a double press is one message.</param>
    /// <param name="notice">What is kept of a message.</param>
    /// <param name="ticked">Which boxes are ticked already.</param>
    public static Html Write(PhraseBook words, SaidMessage? last, ImmutableArray<string> starters, string once, KeptNotice notice, ImmutableArray<string> ticked)
    {
        var question = last?.Question;
        var suggestions = last is null ? starters : last.Suggestions;
        var hidden = Html.Of($"""<input type="hidden" name="once" value="{once}"><input type="hidden" name="notice" value="{notice.Version}">""");
        return Html.Of($"""
            {Judge(words, last)}
            {Question(words, question, hidden, ticked)}
            {(question is null ? Suggestions(words, suggestions, hidden) : Html.None)}
            <form class="write" method="post" action="/chat" accept-charset="utf-8">
            {hidden}
            <label for="text">{words[question is null || question.Options.IsEmpty ? "page-message" : "page-or-write"]}</label>
            <p class="kept" id="kept">{notice.Text}</p>
            <div class="line">
            <input id="text" name="text" type="text" required maxlength="{MaxLength}" autocomplete="off" enterkeyhint="send" aria-describedby="kept" placeholder="{words["page-hint"]}">
            <button type="submit" class="primary">{words["page-send"]}</button>
            </div>
            </form>
            """);
    }

    // For the newest answer only: a thumb, and words where a person has some.
    private static Html Judge(PhraseBook words, SaidMessage? last) => last?.Judged is not { } answer
        ? Html.None
        : Html.Of($"""
            <details class="judge"><summary>{words["page-judge"]}</summary>
            <form method="post" action="/chat/feedback" accept-charset="utf-8">
            <input type="hidden" name="answer" value="{answer}">
            <label for="comment">{words["page-judge-why"]}</label>
            <textarea id="comment" name="comment" rows="2" maxlength="2000"></textarea>
            <div class="buttons">
            <button type="submit" name="reaction" value="LikeAction">{words["page-judge-yes"]}</button>
            <button type="submit" name="reaction" value="DislikeAction">{words["page-judge-no"]}</button>
            </div>
            </form>
            </details>
            """);

    private static Html Question(PhraseBook words, AskedForm? question, Html once, ImmutableArray<string> ticked)
    {
        if (question is null || question.Options.IsEmpty)
        {
            return Html.None;
        }

        var isMany = question.Type == "choices";
        return Html.Of($"""
            <form class="question" method="post" action="/chat" accept-charset="utf-8">
            {once}<input type="hidden" name="question" value="{question.Id}"><input type="hidden" name="turn" value="{question.Turn}">
            {(isMany ? Ticks(words, question, ticked) : Html.Of($"""<fieldset class="buttons"><legend>{words["page-pick"]}</legend>{question.Options.Select(Press)}</fieldset>"""))}
            </form>
            """);
    }

    // What sends the ticks is the form's first button: that is what the Enter key presses.
    private static Html Ticks(PhraseBook words, AskedForm question, ImmutableArray<string> ticked) => Html.Of($"""
        <fieldset class="ticks">
        <legend class="unseen">{words["page-tick"]}</legend>
        <div class="pointed">
        {(BodyPicture.Fits(question) ? BodyPicture.Write(words, part => BoxOf(question, part)) : Html.None)}
        <div class="tick-list">{question.Options.Select((o, i) => IsReserved(o.Id) ? Html.None : Tick(o, i, ticked.Contains(o.Id)))}</div>
        </div>
        <div class="buttons"><button type="submit" class="primary">{words["page-tick-send"]}</button>{question.Options.Where(o => IsReserved(o.Id)).Select(Press)}</div>
        </fieldset>
        """);

    private static string? BoxOf(AskedForm question, string part)
    {
        for (var i = 0; i < question.Options.Length; i++)
        {
            if (question.Options[i].Id == part)
            {
                return "tick-" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    private static Html Suggestions(PhraseBook words, ImmutableArray<string> suggestions, Html once) => suggestions.IsEmpty
        ? Html.None
        : Html.Of($"""
            <form class="question starters" method="post" action="/chat" accept-charset="utf-8">
            {once}
            <fieldset class="buttons">
            <legend>{words["page-starters"]}</legend>
            {suggestions.Select(s => Html.Of($"""<button type="submit" name="text" value="{s}">{s}</button>"""))}
            </fieldset>
            </form>
            """);

    private static Html Tick((string Id, string Text) option, int at, bool isTicked) => Html.Of(
        $"""<label class="tick" for="tick-{at}"><input id="tick-{at}" type="checkbox" name="ticked" value="{option.Id}"{(isTicked ? Html.Of($" checked") : Html.None)}> {option.Text}</label>""");

    private static Html Press((string Id, string Text) option) => Html.Of(
        $"""<button type="submit" name="option" value="{option.Id}">{option.Text}</button>""");

    // These stand alone: "none of these" can't go with a tick.
    private static bool IsReserved(string id) => id is "none" or "not_sure" or "skip";
}
