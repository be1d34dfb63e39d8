namespace Alitellm.Demo;

/// <summary>Where the manifests are: the checkout around the current folder, else the one around the program.</summary>
internal static class RepositoryFolder
{
    public static string? Find() => Above(Directory.GetCurrentDirectory()) ?? Above(AppContext.BaseDirectory);

    private static string? Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "alitellm.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
