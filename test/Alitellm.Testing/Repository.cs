namespace Alitellm.Testing;

/// <summary>Where the files of the repository are.</summary>
public static class Repository
{
    /// <summary>The checkout around the running program.</summary>
    public static string Root { get; } = FindRoot();

    public static string File(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "alitellm.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run from a build inside the repository.");
    }
}
