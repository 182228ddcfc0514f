using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spasms.Bot.Wire;
using Spasms.Dialog;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Protocol;
using Spasms.Protocol.Store;

namespace Spasms.Bot.Operations;

/// <summary>
/// <c>/readyz</c>: 200 when messages can be kept and emergencies are heard, 503 otherwise, with what is wrong. A proxy that asks
/// here sends people to another host.
/// </summary>
internal sealed class Readiness(HostParts host, Take take, KillSwitch answers)
{
    private const string ProbeKind = "probe";

    // Said by someone in danger, in words that no release may fail to hear.
    private static readonly string[] SelfTest =
    [
        "I have crushing chest pain and I can't breathe",
        "One side of my face has dropped and my speech is slurred",
        "I want to kill myself",
    ];

    // Probes come from several sides; the disk is asked once in a while.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly Lock _one = new();
    private (DateTimeOffset At, Task<bool> IsWritable)? _store;
    private (Snapshot Snapshot, bool Hears)? _content;

    /// <summary>Adds the route.</summary>
    public void Map(IEndpointRouteBuilder app) => app.MapGet("/readyz", (RequestDelegate)AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var now = host.Clock.GetUtcNow();
        var writable = await IsWritableAsync(now);
        var (snapshot, hears) = Content(now);
        var isReady = writable && hears && !host.Stopping.IsCancellationRequested;
        if (!isReady)
        {
            Http.TellWhen(context.Response, Fault.Unavailable);
        }

        await Http.WriteAsync(context, isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["status"] = isReady ? "ready" : host.Stopping.IsCancellationRequested ? "stopping" : "not ready",
            ["store"] = writable ? "writable" : "down",
            ["redFlags"] = hears ? "heard" : "not heard",
            ["answers"] = answers.IsOff ? "off" : "on",
            ["content"] = snapshot.Knowledge.Hash,
            ["contentSeconds"] = (long)host.Snapshots.Age.TotalSeconds,
            ["version"] = typeof(Readiness).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
        }));
    }

    private Task<bool> IsWritableAsync(DateTimeOffset now)
    {
        lock (_one)
        {
            if (_store is not { } known || now - known.At >= Fresh || now < known.At)
            {
                _store = known = (now, TryWriteAsync(now));
            }

            return known.IsWritable;
        }
    }

    private async Task<bool> TryWriteAsync(DateTimeOffset now)
    {
        try
        {
            await host.Store.AddNoteAsync(new Note(ProbeKind, "", now, []), CancellationToken.None);
            await host.Store.RemoveNotesAsync(ProbeKind, now.AddMilliseconds(1), CancellationToken.None);
            return true;
        }
        catch (StoreUnavailableException fault)
        {
            Log.StoreDown(host.Logger, fault);
            return false;
        }
    }

    // Once a content: it doesn't change while it is served.
    private (Snapshot Snapshot, bool Hears) Content(DateTimeOffset now)
    {
        var snapshot = host.Snapshots.Current;
        if (_content is not { } known || !ReferenceEquals(known.Snapshot, snapshot))
        {
            _content = known = (snapshot, Array.TrueForAll(SelfTest, text => Hears(snapshot, text, now)));
        }

        return known;
    }

    private bool Hears(Snapshot snapshot, string text, DateTimeOffset now)
    {
        string?[] numbers = [snapshot.Country.Find("emergency")?.Number, snapshot.Country.Find("crisis")?.Number];
        return take(snapshot, snapshot.Knowledge.Triage, DialogState.New, new UserMessage(text, now)).Replies
            .Any(r => r.Kind == ReplyKind.Emergency && numbers.Any(n => n is { Length: > 0 } && PlainText.Render(r).Contains(n, StringComparison.Ordinal)));
    }
}
