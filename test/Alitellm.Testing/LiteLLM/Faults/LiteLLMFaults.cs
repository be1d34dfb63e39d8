namespace Alitellm.Testing.LiteLLM;

/// <summary>The faults in force. The first rule that matches, has strikes left and wins its draw strikes; at most one per request.</summary>
public sealed class LiteLLMFaults
{
    private readonly Lock gate;
    private readonly TimeProvider time;
    private readonly Random random;
    private readonly List<Armed> rules = [];
    private DateTimeOffset? downUntil;

    internal LiteLLMFaults(Lock gate, TimeProvider time, Random random) => (this.gate, this.time, this.random) = (gate, time, random);

    /// <summary>Whether the proxy refuses connections.</summary>
    public bool IsDown
    {
        get
        {
            lock (gate)
            {
                return downUntil > time.GetUtcNow();
            }
        }
    }

    /// <summary>Refuses connections from now on: for <paramref name="duration"/>, or until <see cref="Up"/>.</summary>
    public void Down(TimeSpan? duration = null)
    {
        lock (gate)
        {
            downUntil = duration is { } span ? time.GetUtcNow() + span : DateTimeOffset.MaxValue;
        }
    }

    public void Up()
    {
        lock (gate)
        {
            downUntil = null;
        }
    }

    /// <summary>Adds a rule behind the others.</summary>
    public LiteLLMFault Add(LiteLLMFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (gate)
        {
            rules.Add(new Armed(fault));
        }

        return fault;
    }

    /// <summary>Lets the next <paramref name="times"/> requests that match <paramref name="on"/> fail.</summary>
    public LiteLLMFault FailNext(string on, LiteLLMFaultEffect effect, int times = 1) => Add(new LiteLLMFault(effect) { On = on, Times = times });

    public void Remove(LiteLLMFault fault)
    {
        lock (gate)
        {
            rules.RemoveAll(armed => ReferenceEquals(armed.Fault, fault));
        }
    }

    /// <summary>Removes all rules and ends <see cref="Down"/>.</summary>
    public void Clear()
    {
        lock (gate)
        {
            rules.Clear();
            downUntil = null;
        }
    }

    /// <summary>How often a rule that is still in force has struck.</summary>
    public int Strikes(LiteLLMFault fault)
    {
        lock (gate)
        {
            return rules.FirstOrDefault(armed => ReferenceEquals(armed.Fault, fault))?.Strikes ?? 0;
        }
    }

    internal LiteLLMFaultEffect? Strike(LiteLLMCall call)
    {
        foreach (var armed in rules)
        {
            var fault = armed.Fault;
            if (armed.Strikes < (fault.Times ?? int.MaxValue)
                && fault.Matches(call)
                && (fault.Probability >= 1 || random.NextDouble() < fault.Probability))
            {
                armed.Strikes++;
                call.Fault = fault.Name;
                return fault.Effect;
            }
        }

        return null;
    }

    private sealed class Armed(LiteLLMFault fault)
    {
        public LiteLLMFault Fault { get; } = fault;

        public int Strikes { get; set; }
    }
}
