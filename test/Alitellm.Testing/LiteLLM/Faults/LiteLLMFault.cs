namespace Alitellm.Testing.LiteLLM;

/// <summary>A rule: which requests fail, how often, and how.</summary>
public sealed record LiteLLMFault(LiteLLMFaultEffect Effect)
{
    /// <summary>Shown in the journal.</summary>
    public string Name { get; init; } = Effect.Kind.ToString();

    /// <summary>
    /// <c>*</c>, <c>reads</c>, <c>writes</c>, a method and a route template (<c>PATCH /model/{id}/update</c>), or a path or template alone.
    /// A final <c>*</c> matches any rest.
    /// </summary>
    public string On { get; init; } = "*";

    /// <summary>A further condition; what settles at completion is not known yet. From 1.</summary>
    public Func<LiteLLMCall, bool>? When { get; init; }

    /// <summary>Share of matching requests that fail, drawn from the world's seed.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>How many requests fail before the rule is spent; null for no limit.</summary>
    public int? Times { get; init; }

    /// <summary>Requests that arrive earlier are spared.</summary>
    public DateTimeOffset From { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Requests that arrive then or later are spared.</summary>
    public DateTimeOffset Until { get; init; } = DateTimeOffset.MaxValue;

    internal bool Matches(LiteLLMCall call)
        => call.Arrived >= From && call.Arrived < Until && MatchesOperation(call) && (When is null || When(call));

    private bool MatchesOperation(LiteLLMCall call) => On switch
    {
        "*" => true,
        "reads" => !call.IsWrite,
        "writes" => call.IsWrite,
        _ when On.StartsWith('/') => Fits(call.Path) || Fits(call.Operation[(call.Operation.IndexOf(' ', StringComparison.Ordinal) + 1)..]),
        _ => Fits(call.Operation) || Fits(call.Method + " " + call.Path),
    };

    private bool Fits(string text) => On.EndsWith('*')
        ? text.StartsWith(On.AsSpan(0, On.Length - 1), StringComparison.Ordinal)
        : text == On;
}
