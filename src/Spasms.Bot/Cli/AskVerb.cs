using System.Text.Json;
using Spasms.Dialog;
using Spasms.Dialog.Replies;

namespace Spasms.Bot.Cli;

/// <summary><c>ask "question"</c> answers once; <c>ask --json</c> answers each line of the input as a talk of its own.</summary>
internal static class AskVerb
{
    /// <summary>Answers one question in plain text with its sources.</summary>
    public static void Once(Snapshot snapshot, string question, DateTimeOffset at, TextWriter output)
    {
        foreach (var reply in new Talk(snapshot).Take(new UserMessage(question, at)).Turn.Replies)
        {
            ReplyPrinter.Print(reply, output);
        }
    }

    /// <summary>JSON lines in, JSON lines out.</summary>
    public static void Lines(Snapshot snapshot, TimeProvider clock, Stream input, Stream output) =>
        JsonLines.Run(input, output, CliJson.Default.AskLine, line => Take(snapshot, clock, line));

    private static Taken Take(Snapshot snapshot, TimeProvider clock, AskLine line)
    {
        if (line.Text is not { } text)
        {
            return Taken.Bad("'text' is missing: give the question as a string.");
        }

        var (_, words, micros) = new Talk(snapshot).Take(new UserMessage(text, clock.GetUtcNow()));
        var result = new AskResult(
            line.Id,
            words.Kind,
            words.Text,
            [.. words.Citations.Select(CitationForm.Of)],
            TurnWords.Word(words.Urgency),
            micros) { Content = snapshot.Knowledge.Hash };
        return Taken.Of(JsonSerializer.Serialize(result, CliJson.Default.AskResult));
    }
}

/// <summary>Prints a reply for a terminal.</summary>
internal static class ReplyPrinter
{
    /// <summary>The words, then the buttons, then the sources.</summary>
    public static void Print(Reply reply, TextWriter output)
    {
        output.WriteLine(PlainText.Render(reply));
        if (reply.Question is { } question && !question.Options.IsEmpty)
        {
            output.WriteLine("  " + string.Join("  ", question.Options.Select(o => $"[{o.Text}]")));
        }

        foreach (var source in PlainText.Sources(reply))
        {
            output.WriteLine("  " + source);
        }

        if (!reply.Suggestions.IsEmpty)
        {
            output.WriteLine("  > " + string.Join("  > ", reply.Suggestions));
        }

        output.WriteLine();
    }
}
