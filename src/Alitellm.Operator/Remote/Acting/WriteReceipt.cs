namespace Alitellm.Operator.Remote.Acting;

/// <summary>A write that LiteLLM stored.</summary>
/// <param name="Id">The entry's id.</param>
/// <param name="At">When it was sent.</param>
internal sealed record WriteReceipt(string Id, DateTimeOffset At)
{
    /// <summary>Whether LiteLLM shows the entry; false when it is certain to be stored and no read finds it.</summary>
    public bool IsServed { get; init; } = true;
}
