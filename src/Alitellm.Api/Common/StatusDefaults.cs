namespace Alitellm.Api.Common;

/// <summary>What the API server puts into <c>status</c> of a new object.</summary>
public static class StatusDefaults
{
    /// <summary>
    /// A generation no object has, so that kstatus readers (Flux, Argo CD, <c>kubectl wait</c>) never take an object for current that no operator
    /// has seen.
    /// </summary>
    public const string NeverReconciled = """{"observedGeneration":-1}""";
}
