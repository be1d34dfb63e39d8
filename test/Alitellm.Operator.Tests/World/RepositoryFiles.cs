namespace Alitellm.Operator.Tests.World;

/// <summary>Files of the repository the tests were built from.</summary>
internal static class RepositoryFiles
{
    private static readonly Lazy<IReadOnlyList<string>> s_crds = new(() => [.. Directory.GetFiles(Path.Combine(Root(), "crds"), "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllText)]);

    public static IReadOnlyList<string> Crds => s_crds.Value;

    /// <param name="name">Relative to the root of the repository.</param>
    public static string PathOf(string name) => Path.Combine(Root(), name);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "alitellm.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new InvalidOperationException("alitellm.sln is in no folder above the tests");
        }

        return folder;
    }
}
