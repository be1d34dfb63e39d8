namespace Alitellm.Testing.Kubernetes;

/// <summary>Parameters common to all writes.</summary>
/// <param name="Manager">Field manager.</param>
/// <param name="Validation">Ignore, Warn or Strict: what unknown fields cause.</param>
/// <param name="DryRun">Everything but storing.</param>
/// <param name="Subresource">Empty or <c>status</c>.</param>
/// <param name="Warnings">Texts for <c>Warning</c> headers are added here.</param>
internal sealed record WriteOptions(string Manager, string Validation, bool DryRun, string Subresource, List<string> Warnings)
{
    public static WriteOptions Direct(string manager) => new(manager, "Ignore", false, "", []);
}
