using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Spasms.Tests.Conversations;

/// <summary>
/// A golden conversation: <c>user:</c> and <c>press:</c> lines, each followed by what the bot says.
/// See tests/conversations/README.md for the form.
/// </summary>
/// <param name="Head">Comment and setting lines before the first step, verbatim.</param>
/// <param name="Country">The <c>country:</c> setting, US where absent.</param>
/// <param name="Consent">True with the setting <c>consent: ask</c>.</param>
/// <param name="Steps">In order.</param>
public sealed record ChatFile(string Head, string Country, bool Consent, ImmutableArray<ChatStep> Steps)
{
    /// <summary>Reads a file; never fails, since anything unknown is kept as an expectation that can't be met.</summary>
    public static ChatFile Parse(string text)
    {
        var head = new StringBuilder();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        var steps = ImmutableArray.CreateBuilder<ChatStep>();
        ChatStep? current = null;
        var expected = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (ReadStep(line) is { } step)
            {
                Close();
                current = step;
            }
            else if (current is null)
            {
                head.Append(line).Append('\n');
                if (line.Split(':', 2) is [var key, var value] && !line.StartsWith('#'))
                {
                    settings[key.Trim()] = value.Trim();
                }
            }
            else if (line.Length > 0)
            {
                expected.Append(line).Append('\n');
            }
        }

        Close();
        return new ChatFile(
            head.ToString().TrimEnd('\n'),
            settings.GetValueOrDefault("country", "US"),
            settings.GetValueOrDefault("consent") == "ask",
            steps.ToImmutable());

        void Close()
        {
            if (current is not null)
            {
                steps.Add(current with { Expected = expected.ToString() });
                expected.Clear();
            }
        }
    }

    /// <summary>The file with what the bot really said.</summary>
    public string With(IEnumerable<string> said)
    {
        var text = new StringBuilder(Head).Append('\n');
        foreach (var (step, words) in Steps.Zip(said))
        {
            text.Append('\n').Append(step.Line).Append('\n').Append(words);
        }

        return text.ToString();
    }

    private static ChatStep? ReadStep(string line)
    {
        if (line.StartsWith("user:", StringComparison.Ordinal))
        {
            return new ChatStep(line, line[5..].Trim(), null, []);
        }

        if (line.StartsWith("press:", StringComparison.Ordinal) && line[6..].Trim().Split(' ', 2) is [var question, var options])
        {
            return new ChatStep(line, "", question, [.. options.Split(';', StringSplitOptions.TrimEntries)]);
        }

        return null;
    }
}

/// <summary>One turn of a golden conversation.</summary>
/// <param name="Line">The line as written.</param>
/// <param name="Text">What the person types.</param>
/// <param name="Question">For a press: the question's id. A press means the latest time that question was put.</param>
/// <param name="Options">For a press: option ids.</param>
public sealed record ChatStep(string Line, string Text, string? Question, ImmutableArray<string> Options)
{
    /// <summary>What the bot is to say, as <see cref="ChatWords"/> writes it.</summary>
    public string Expected { get; init; } = "";
}

/// <summary>How golden files write a reply: a header line, then its words indented, buttons and places of its citations.</summary>
public static class ChatWords
{
    /// <summary>Writes one reply.</summary>
    public static void Append(StringBuilder into, string kind, string? question, string? urgency, string text, IEnumerable<string> options, IEnumerable<string> places)
    {
        into.Append("bot ").Append(kind);
        if (question is not null)
        {
            into.Append(' ').Append(question);
        }

        if (urgency is not null)
        {
            into.Append(' ').Append(urgency);
        }

        into.Append(":\n");
        foreach (var line in text.Split('\n'))
        {
            into.Append("  ").Append(line).Append('\n');
        }

        var buttons = string.Join(" ", options.Select(o => $"[{o}]"));
        if (buttons.Length > 0)
        {
            into.Append("  ").Append(buttons).Append('\n');
        }

        var number = 0;
        foreach (var place in places)
        {
            into.Append(CultureInfo.InvariantCulture, $"  [{++number}]: {place}\n");
        }
    }
}
