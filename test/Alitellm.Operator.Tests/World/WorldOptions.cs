using Alitellm.Operator.Hosting;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Operator.Tests.World;

/// <summary>How a world is set up.</summary>
internal sealed record WorldOptions
{
    /// <summary>Seed of everything random on all sides.</summary>
    public int Seed { get; init; } = 1;

    public LiteLLMWorldOptions LiteLLM { get; init; } = new();

    /// <summary>Changes the settings of every operator that is started.</summary>
    public Func<OperatorOptions, OperatorOptions> Operator { get; init; } = static options => options;

    public IReadOnlyList<string> Namespaces { get; init; } = ["default"];

    /// <summary>Whether the Secret and the Connection <c>default</c> exist from the start.</summary>
    public bool WithConnection { get; init; } = true;

    /// <summary>Spec of that Connection beside address and key, as JSON.</summary>
    public string ConnectionSpec { get; init; } = "{}";

    /// <summary>Whether the metrics of each operator are collected for <see cref="OperatorInstance.ScrapeAsync"/>.</summary>
    public bool Scraped { get; init; }
}
