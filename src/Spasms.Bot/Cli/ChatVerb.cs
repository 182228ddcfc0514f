using System.Text.Json;
using Spasms.Dialog;
using Spasms.Dialog.State;

namespace Spasms.Bot.Cli;

/// <summary><c>chat</c> talks in the terminal; <c>chat --json</c> holds any number of talks over JSON lines.</summary>
internal static class ChatVerb
{
    /// <summary>Talks until the input ends.</summary>
    public static void Terminal(Snapshot snapshot, bool askConsent, TimeProvider clock, TextReader input, TextWriter output)
    {
        var talk = new Talk(snapshot);
        output.WriteLine(snapshot.Knowledge.English["welcome"]);
        while (Prompt(input, output) is { } text)
        {
            var message = new UserMessage(text, clock.GetUtcNow()) { AskConsent = askConsent };
            foreach (var reply in talk.Take(message).Turn.Replies)
            {
                ReplyPrinter.Print(reply, output);
            }
        }
    }

    /// <summary>JSON lines in, JSON lines out; a conversation begins with its first line.</summary>
    public static void Lines(Snapshot snapshot, bool askConsent, TimeProvider clock, Stream input, Stream output)
    {
        var talks = new Dictionary<string, Talk>(StringComparer.Ordinal);
        var ended = new Dictionary<string, EndedTriage?>(StringComparer.Ordinal);
        JsonLines.Run(input, output, CliJson.Default.ChatLine, line =>
        {
            if (line.Conversation is not { Length: > 0 } conversation)
            {
                return Taken.Bad("'conversation' is missing: name the conversation that the line belongs to.");
            }

            if (line.Text is null && line.Press is null)
            {
                return Taken.Bad("'text' is missing: give what the person writes as a string, or a 'press'.");
            }

            if (line.Press is { Question: null or "" })
            {
                return Taken.Bad("'press.question' is missing: name the question that the button belongs to.");
            }

            if (!talks.TryGetValue(conversation, out var talk))
            {
                talks[conversation] = talk = new Talk(snapshot);
            }

            var user = line.User ?? conversation;
            var message = new UserMessage(line.Text ?? "", line.At ?? clock.GetUtcNow())
            {
                AskConsent = askConsent,
                LastTriage = ended.GetValueOrDefault(user),
                Press = line.Press is { Question: { } question } press ? new Press(question, press.Turn, [.. press.Options ?? []]) : null,
            };
            var (turn, _, micros) = talk.Take(message);
            ended[user] = turn.ForgetPerson ? null : talk.State.LastTriage ?? message.LastTriage;
            var result = new ChatResult(conversation, [.. turn.Replies.Select(ReplyForm.Of)], micros) { Content = snapshot.Knowledge.Hash };
            return Taken.Of(JsonSerializer.Serialize(result, CliJson.Default.ChatResult));
        });
    }

    private static string? Prompt(TextReader input, TextWriter output)
    {
        output.Write("> ");
        output.Flush();
        return input.ReadLine();
    }
}
