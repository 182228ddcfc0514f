using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;

namespace Spasms.Tests.Conversations;

/// <summary>
/// Every file of tests/conversations, in-process. With WRITE_CHATS=1 the files are rewritten with what the bot says:
/// review the difference before you commit it. Another index or recognizer proves itself by a subclass with its snapshot.
/// </summary>
public class ConversationTests
{
    // How states were written before, and what every form that is kept was made by.
    private static readonly JsonSerializerOptions ByReflection = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Repo.PathOf("tests/conversations"), "*.chat").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_bot_says_what_the_golden_conversation_says(string file)
    {
        var path = Repo.PathOf("tests/conversations/" + file);
        var chat = ChatFile.Parse(File.ReadAllText(path));
        var said = Say(chat);
        if (Environment.GetEnvironmentVariable("WRITE_CHATS") == "1")
        {
            File.WriteAllText(path, chat.With(said));
            return;
        }

        Assert.NotEmpty(chat.Steps);
        Assert.All(chat.Steps, step => Assert.False(step.Expected.Length == 0, step.Line + " has no reply yet: run with WRITE_CHATS=1 and read it"));
        Assert.All(chat.Steps.Zip(said), pair => Assert.Equal(pair.First.Line + "\n" + pair.First.Expected, pair.First.Line + "\n" + pair.Second));
    }

    /// <summary>What the bot speaks from in a country.</summary>
    protected virtual Snapshot SnapshotIn(string country) => Content.In(country);

    private ImmutableArray<string> Say(ChatFile chat)
    {
        var snapshot = SnapshotIn(chat.Country);
        var said = ImmutableArray.CreateBuilder<string>();
        var put = new Dictionary<string, int>(StringComparer.Ordinal);
        var state = DialogState.New;
        var at = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
        foreach (var step in chat.Steps)
        {
            at = at.AddMinutes(1);
            var message = new UserMessage(step.Text, at)
            {
                AskConsent = chat.Consent,
                Press = step.Question is { } question ? new Press(question, put.GetValueOrDefault(question), step.Options) : null,
            };
            var turn = DialogEngine.Take(snapshot, snapshot.Knowledge.Triage, state, message);
            state = RoundTrip(turn.State);
            var words = new StringBuilder();
            foreach (var reply in turn.Replies)
            {
                if (reply.Question is { } asked)
                {
                    put[asked.Id] = asked.Turn;
                }

                ChatWords.Append(
                    words,
                    reply.Kind.ToString().ToLowerInvariant(),
                    reply.Question?.Id,
                    reply.Urgency?.ToString().ToLowerInvariant(),
                    PlainText.Render(reply),
                    reply.Question?.Options.Select(o => o.Text) ?? reply.Suggestions,
                    reply.Citations.Select(c => $"{c.Article}#{c.Section}"));
            }

            said.Add(words.ToString());
        }

        return said.ToImmutable();
    }

    // Each turn starts from the stored form, as it does on the wire.
    private static DialogState RoundTrip(DialogState state)
    {
        var bytes = DialogStateJson.Write(state);
        Assert.Equal(Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(state, ByReflection)), Encoding.UTF8.GetString(bytes));
        Assert.True(DialogStateJson.TryRead(DialogStateJson.Format, bytes, out var read));
        Assert.Equal(bytes, DialogStateJson.Write(read));
        return read;
    }
}
