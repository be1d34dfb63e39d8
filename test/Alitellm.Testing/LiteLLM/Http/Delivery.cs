namespace Alitellm.Testing.LiteLLM;

/// <summary>What a skin has to do with the client. <paramref name="Reply"/> is null unless something is sent.</summary>
internal sealed record Delivery(DeliveryKind Kind, Reply? Reply = null)
{
    /// <summary>Bytes of the body that still go out when the kind is <see cref="DeliveryKind.Truncate"/>.</summary>
    public int Keep { get; init; }

    public static Delivery Refused { get; } = new(DeliveryKind.Refuse);

    public static Delivery Dropped { get; } = new(DeliveryKind.Drop);
}
