namespace Alitellm.LiteLLM;

/// <summary>One public model name.</summary>
public sealed record ModelName
{
    public string Id { get; init => field = value ?? ""; } = "";
}
