namespace Alitellm.LiteLLM;

/// <summary>A label and the names of the models that carry it.</summary>
public sealed record ModelAccessGroup
{
    public string AccessGroup { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<string> ModelNames { get; init => field = value ?? []; } = [];

    public int DeploymentCount { get; init; }
}
