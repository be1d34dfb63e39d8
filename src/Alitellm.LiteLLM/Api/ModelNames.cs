namespace Alitellm.LiteLLM;

/// <summary>The answer of <c>GET /v1/models</c>.</summary>
public sealed record ModelNames
{
    public IReadOnlyList<ModelName> Data { get; init => field = value ?? []; } = [];
}
