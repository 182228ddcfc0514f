using System.Globalization;
using BenchmarkDotNet.Running;
using Spasms.Benchmarks;
using Spasms.Benchmarks.Stores;
using Spasms.Benchmarks.Wire;

// "latency" prints percentiles over single queries, "turn" over whole turns, which means over many hide, "stores" loads hosts
// over the wire by store, "sockets" weighs idle ones; anything else goes to BenchmarkDotNet.
if (args is ["latency", ..])
{
    Latency.Print();
    return;
}

if (args is ["turn", ..])
{
    TurnLatency.Print();
    return;
}

if (args is ["bare-endpoint", var url, var file, var bytes])
{
    BareEndpoint.Run(url, file, int.Parse(bytes, CultureInfo.InvariantCulture));
    return;
}

if (args is ["stores", var keeper, ..])
{
    await StoreLoad.PrintAsync(keeper, args is [_, _, var seconds, ..] ? int.Parse(seconds, CultureInfo.InvariantCulture) : 10, args is [_, _, _, var only] ? only : null);
    return;
}

if (args is ["sockets", var idle, ..])
{
    await IdleSockets.PrintAsync(idle, args is [_, _, var sockets] ? int.Parse(sockets, CultureInfo.InvariantCulture) : 10_000);
    return;
}

// "engines" puts the named packages beside our own parts, in the program that has both.
if (args is ["engines", var packages])
{
    await EngineTable.PrintAsync(packages);
    return;
}

// "wire" drives a published bot over the wire; "bare" is the empty app that it is compared with.
if (args is ["wire", var what, var bot])
{
    await WireLoad.PrintAsync(what, bot);
    return;
}

if (args is ["bare", var address])
{
    Bare.Run(address);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Latency).Assembly).Run(args);
