using System.Collections.Immutable;
using System.Text.Json;

namespace Spasms.Bot.Cli.Verify;

/// <summary>
/// A saved conversation: the lines that <c>ask --json</c> or <c>chat --json</c> printed, or the activities of a page or
/// Direct Line (an array, an activity set, or one a line). What the person said is passed over.
/// </summary>
/// <param name="Replies">What the bot said, in order.</param>
/// <param name="Faults">Lines that are none of these.</param>
internal sealed record SavedTranscript(ImmutableArray<SavedReply> Replies, ImmutableArray<string> Faults)
{
    /// <summary>Reads a transcript; what can't be read becomes a fault.</summary>
    public static SavedTranscript Read(string text)
    {
        var replies = ImmutableArray.CreateBuilder<SavedReply>();
        var faults = ImmutableArray.CreateBuilder<string>();
        if (Parse(text) is { } whole)
        {
            Add(whole, 1);
        }
        else
        {
            var number = 0;
            foreach (var line in text.Split('\n'))
            {
                number++;
                if (string.IsNullOrWhiteSpace(line))
                {
                    continue;
                }

                if (Parse(line) is { } element)
                {
                    Add(element, number);
                }
                else
                {
                    faults.Add($"line {number}: not JSON");
                }
            }
        }

        return new SavedTranscript(replies.ToImmutable(), faults.ToImmutable());

        void Add(JsonElement element, int number)
        {
            if (element.ValueKind == JsonValueKind.Array || element.TryList("activities", out element))
            {
                foreach (var activity in element.EnumerateArray())
                {
                    Add(activity, number++);
                }

                return;
            }

            if (!SavedForms.TryRead(element, number, replies))
            {
                faults.Add($"line {number}: neither a reply nor an activity");
            }
        }
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
