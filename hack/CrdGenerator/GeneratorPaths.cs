namespace Alitellm.CrdGenerator;

/// <summary>Where the generator reads and writes.</summary>
internal sealed record GeneratorPaths
{
    /// <summary>Where the CustomResourceDefinitions go.</summary>
    public string Crds { get; init; } = "crds";

    /// <summary>Where the references go.</summary>
    public string Docs { get; init; } = "docs/reference";

    /// <summary>Where the examples on the pages come from.</summary>
    public string Samples { get; init; } = "samples";

    /// <summary>The chart's values.</summary>
    public string Values { get; init; } = "deploy/helm/alitellm-operator/values.yaml";
}
