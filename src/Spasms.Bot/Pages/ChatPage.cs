using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spasms.Bot.Turns;
using Spasms.Dialog;
using Spasms.Dialog.Answers;
using Spasms.Knowledge.Phrases;

namespace Spasms.Bot.Pages;

/// <summary>What the chat page shows.</summary>
/// <param name="Said">The conversation so far; empty before its first message.</param>
/// <param name="Nonce">Lets Web Chat's style sheets through the content security policy.</param>
internal sealed record PageView(IReadOnlyList<SaidMessage> Said, string Nonce)
{
    /// <summary>Something to say first, or null: the phrase id.</summary>
    public string? Notice { get; init; }

    /// <summary>True: ask "Continue?" and show nothing of the conversation.</summary>
    public bool MustAsk { get; init; }

    /// <summary>Minutes of silence after which an open page asks; 0: never.</summary>
    public int AskAfter { get; init; }

    /// <summary>How long a conversation is kept after its last word; null: until its person is forgotten.</summary>
    public TimeSpan? KeptFor { get; init; }

    /// <summary>Which boxes of the question are ticked already.</summary>
    public ImmutableArray<string> Ticked { get; init; } = [];

    /// <summary>The page stands in a frame of another page.</summary>
    public Framed? Framed { get; init; }
}

/// <summary>A chat page in a frame.</summary>
/// <param name="Site">Origin of the page around it, to which its messages go; null: to none.</param>
/// <param name="Language">The language that the site asks for, or null.</param>
internal sealed record Framed(string? Site, string? Language);

/// <summary>The page at <c>/</c>: what the bot is, the conversation so far, and the form, which becomes Web Chat where scripts run.</summary>
internal static class ChatPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="now">Words, starters and the country's number.</param>
    /// <param name="view">What to show.</param>
    public static string Write(Snapshot now, PageView view)
    {
        var words = now.Knowledge.English;
        var main = Html.Of($"""
            <section class="talk" aria-label="{words["page-main"]}">
            {ChatTools.Bar(words, isFramed: view.Framed is not null)}
            {OtherLanguage(now, view.Framed?.Language)}
            {(view.Notice is null ? Html.None : Html.Of($"""<p class="notice" role="status">{words[view.Notice]} {Emergency(now)}</p>"""))}
            <div id="alert" role="alert" class="notice" hidden></div>
            {ChatTools.Again(words, isShown: view.MustAsk)}
            {(view.MustAsk ? Html.None : Form(now, view))}
            <div id="webchat" hidden></div>
            <div id="ticks" hidden></div>
            <form id="judge" class="judge-panel" hidden></form>
            {EmergencyLine(now)}
            </section>
            {About(words)}
            {ChatTools.Sure(words)}
            <template id="body-picture">{BodyPicture.Write(words, _ => "")}</template>
            """);
        var kind = view.Framed is null ? "chat" : "chat framed";
        return Layout.Page(words, words["page-title"], main, kind, Scripts(now, view));
    }

    /// <summary>"Emergency? Call 911." in words that need no script.</summary>
    public static string Emergency(Snapshot now) =>
        now.Knowledge.English.Format("page-emergency", ("number", EmergencyNumber(now)));

    /// <summary>The same as a line that a phone dials at a touch.</summary>
    public static Html EmergencyLine(Snapshot now) => Html.Of(
        $"""<p class="emergency"><a href="tel:{string.Concat(EmergencyNumber(now).Where(c => char.IsAsciiDigit(c) || c == '+'))}">{Emergency(now)}</a></p>""");

    private static string EmergencyNumber(Snapshot now) => now.Country.Find("emergency")?.Number ?? "112";

    private static Html Form(Snapshot now, PageView view)
    {
        var words = now.Knowledge.English;
        return Html.Of($"""
            <div id="form">
            {(view.Said.Count == 0 ? Html.Of($"""<p class="said bot greeting">{words["welcome"]}</p>""") : Html.None)}
            {Transcript.Write(words, view.Said)}
            {ChatForm.Write(words, view.Said.Count == 0 ? null : view.Said[^1], Starters.Of(now), PageAnswer.Nonce(), KeptNotice.Of(words, view.KeptFor), view.Ticked)}
            </div>
            """);
    }

    private static Html About(PhraseBook words) => Html.Of($"""
        <section class="about" id="about" aria-labelledby="about-title">
        <h1 id="about-title">{words["page-heading"]}</h1>
        <h2>{words["page-can-title"]}</h2>
        <p>{words["page-can"]}</p>
        <h2>{words["page-cannot-title"]}</h2>
        <p>{words["page-cannot"]}</p>
        <h2>{words["page-kept-title"]}</h2>
        <p>{words["page-kept"]}</p>
        </section>
        """);

    // A site in another language says so; the bot answers in English, and tells that in the site's language.
    private static Html OtherLanguage(Snapshot now, string? language)
    {
        var book = language is null ? null
            : now.Knowledge.Phrases.GetValueOrDefault(language) ?? now.Knowledge.Phrases.GetValueOrDefault(language.Split('-')[0]);
        return book is null || book.Language == "en" || !book.Texts.ContainsKey("other-language")
            ? Html.None
            : Html.Of($"""<p class="notice" lang="{book.Language}" dir="auto">{book.Format("other-language", ("number", EmergencyNumber(now)))}</p>""");
    }

    // What the script says comes from the phrase file too. The encoder leaves no character that could end the element.
    private static Html Scripts(Snapshot now, PageView view)
    {
        var words = now.Knowledge.English;
        var notice = KeptNotice.Of(words, view.KeptFor);
        var said = new JsonObject
        {
            ["emergencyLine"] = Emergency(now),
            ["hint"] = words["page-hint"],
            ["kept"] = notice.Text,
            ["notice"] = notice.Version,
            ["askAfter"] = view.AskAfter,
            ["mustAsk"] = view.MustAsk,
            ["site"] = view.Framed?.Site,
            ["levels"] = new JsonObject
            {
                ["emergency"] = words["page-urgency-emergency"],
                ["urgent"] = words["page-urgency-urgent"],
                ["routine"] = words["page-urgency-routine"],
                ["self-care"] = words["page-urgency-self-care"],
            },
        };
        foreach (var (name, phrase) in ScriptPhrases)
        {
            said[name] = words[phrase];
        }

        return Html.Of($"""
            <script type="application/json" id="chat-words">{Html.Rendered(JsonSerializer.Serialize(said))}</script>
            <script type="module" src="/chat/chat.js" nonce="{view.Nonce}" id="chat-script"></script>
            """);
    }

    private static readonly (string Name, string Phrase)[] ScriptPhrases =
    [
        ("notSent", "page-not-sent"),
        ("noChat", "page-no-chat"),
        ("notForgotten", "page-not-forgotten"),
        ("forgotten", "page-forgotten"),
        ("back", "page-back"),
        ("tick", "page-tick"),
        ("tickSend", "page-tick-send"),
        ("copied", "page-copied"),
        ("notCopied", "page-not-copied"),
        ("judgeThanks", "page-judge-thanks"),
        ("judgeWhy", "page-judge-why"),
        ("judgeSend", "page-judge-send"),
        ("judgeSkip", "page-judge-skip"),
    ];
}
