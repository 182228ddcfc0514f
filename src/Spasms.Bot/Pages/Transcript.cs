using System.Text.Json;
using Spasms.Knowledge.Phrases;
using Spasms.Protocol;

namespace Spasms.Bot.Pages;

/// <summary>The conversation so far as HTML, read from the same log that the sockets read.</summary>
internal static class Transcript
{
    /// <summary>All messages in order. The last one carries the anchor <c>latest</c>.</summary>
    public static Html Write(PhraseBook words, IReadOnlyList<SaidMessage> said)
    {
        var items = said.Select((message, i) => Item(words, message, i == FirstOfLastTurn(said)));
        return Html.Of($"""<ol class="log" aria-label="{words["page-log"]}">{items}</ol>""");
    }

    // Where reading should go on: the first reply to the newest message of the person.
    private static int FirstOfLastTurn(IReadOnlyList<SaidMessage> said)
    {
        for (var i = said.Count - 1; i >= 0; i--)
        {
            if (said[i].IsPerson)
            {
                return i;
            }
        }

        return 0;
    }

    private static Html Item(PhraseBook words, SaidMessage message, bool isLatest)
    {
        var id = isLatest ? Html.Of($" id=\"latest\" tabindex=\"-1\"") : Html.None;
        if (message.IsPerson)
        {
            return Html.Of($"""<li class="said person"{id}><p class="who">{words["page-you"]}</p><p class="words">{message.Text}</p></li>""");
        }

        // The level is named once: a result begins with a heading that says it.
        var level = message.Urgency is { } urgency && !message.Text.StartsWith("**", StringComparison.Ordinal) ? Html.Of($"""<p class="level">{words["page-urgency-" + urgency]}</p>""") : Html.None;
        var card = message.Urgency is null ? "" : $" care {message.Urgency}-level";
        var page = message.Page is { } address ? Html.Of($"""<p><a class="button" href="{address}">{words["result-print"]}</a></p>""") : Html.None;
        var language = message.Language is { } tag ? Html.Of($" lang=\"{tag}\"") : Html.None;
        return Html.Of($"""<li class="said bot{card}"{id}><p class="who">{words["page-bot"]}</p><div class="words"{language}>{level}{MarkdownHtml.Render(message.Text)}{page}</div></li>""");
    }
}
