using BenchmarkDotNet.Running;
using Spasms.Benchmarks;

// "latency" prints percentiles over single queries, "turn" over whole turns, which means over many hide; anything else goes to BenchmarkDotNet.
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

BenchmarkSwitcher.FromAssembly(typeof(Latency).Assembly).Run(args);
