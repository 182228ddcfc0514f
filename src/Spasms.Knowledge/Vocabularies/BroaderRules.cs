using System.Collections.Immutable;
using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.Vocabularies;

/// <summary>What is broader than what: only known topics, and never in a circle.</summary>
internal sealed class BroaderRules(DiagnosticBag bag)
{
    private readonly Dictionary<string, ImmutableArray<Node.Scalar>> _broader = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <summary>Notes a topic and the topics broader than it.</summary>
    public void Add(string topic, ImmutableArray<Node.Scalar> broader)
    {
        if (_broader.TryAdd(topic, broader))
        {
            _order.Add(topic);
        }
    }

    /// <summary>Reports unknown topics and circles, each once.</summary>
    public void Check()
    {
        var safe = new HashSet<string>(StringComparer.Ordinal);
        foreach (var topic in _order)
        {
            foreach (var one in _broader[topic])
            {
                if (!_broader.ContainsKey(one.Value))
                {
                    bag.Report(Codes.UnknownTopic, one.At, $"The broader topic '{one.Value}' is not in the vocabulary.");
                }
            }

            Walk(topic, safe);
        }
    }

    // Depth first with a stack of its own: content may be as deep as it likes.
    private void Walk(string start, HashSet<string> safe)
    {
        var path = new Stack<(string Topic, int Next)>();
        var onPath = new HashSet<string>(StringComparer.Ordinal);
        Enter(start);
        while (path.TryPop(out var step))
        {
            var broader = _broader[step.Topic];
            if (step.Next == broader.Length)
            {
                onPath.Remove(step.Topic);
                safe.Add(step.Topic);
                continue;
            }

            path.Push(step with { Next = step.Next + 1 });
            var one = broader[step.Next];
            if (onPath.Contains(one.Value))
            {
                bag.Report(Codes.BroaderCycle, one.At, $"'{one.Value}' is broader than itself by way of '{step.Topic}': take one of the links out.");
            }
            else if (_broader.ContainsKey(one.Value))
            {
                Enter(one.Value);
            }
        }

        void Enter(string topic)
        {
            if (!safe.Contains(topic))
            {
                onPath.Add(topic);
                path.Push((topic, 0));
            }
        }
    }
}
