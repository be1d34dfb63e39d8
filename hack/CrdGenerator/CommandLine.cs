namespace Alitellm.CrdGenerator;

/// <summary>Exit codes: 0 written or up to date, 1 stale files or a bad attribute, 2 wrong arguments.</summary>
internal static class CommandLine
{
    private const string Usage = """
        usage: dotnet run --project hack/CrdGenerator -- [--out crds] [--docs docs/reference] [--samples samples] [--values FILE] [--check]

          --out DIR       where the CustomResourceDefinitions go (default crds)
          --docs DIR      where the references go (default docs/reference)
          --samples DIR   where the examples on the pages come from (default samples)
          --values FILE   the chart's values (default deploy/helm/alitellm-operator/values.yaml)
          --check         write nothing; end with 1 and the names of the files that are not up to date
        """;

    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var paths = new GeneratorPaths();
        var check = false;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--out" when i + 1 < args.Length:
                    paths = paths with { Crds = args[++i] };
                    break;
                case "--docs" when i + 1 < args.Length:
                    paths = paths with { Docs = args[++i] };
                    break;
                case "--samples" when i + 1 < args.Length:
                    paths = paths with { Samples = args[++i] };
                    break;
                case "--values" when i + 1 < args.Length:
                    paths = paths with { Values = args[++i] };
                    break;
                case "--check":
                    check = true;
                    break;
                case "--help" or "-h":
                    output.WriteLine(Usage);
                    return 0;
                default:
                    error.WriteLine($"Unknown or incomplete argument '{args[i]}'.");
                    error.WriteLine(Usage);
                    return 2;
            }
        }

        try
        {
            var files = GeneratedFiles.All(paths);
            string[] folders = [paths.Crds, paths.Docs];
            return check ? Check(files, folders, output, error) : Write(files, folders, output);
        }
        catch (SchemaException e)
        {
            error.WriteLine(e.Message);
            return 1;
        }
    }

    private static int Write(IReadOnlyDictionary<string, string> files, string[] folders, TextWriter output)
    {
        foreach (var stale in StaleFiles.Find(files, folders))
        {
            if (files.TryGetValue(stale, out var content))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(stale))!);
                File.WriteAllText(stale, content);
                output.WriteLine($"wrote {stale}");
            }
            else
            {
                File.Delete(stale);
                output.WriteLine($"deleted {stale}");
            }
        }

        return 0;
    }

    private static int Check(IReadOnlyDictionary<string, string> files, string[] folders, TextWriter output, TextWriter error)
    {
        var stale = StaleFiles.Find(files, folders);
        if (stale.Count == 0)
        {
            output.WriteLine($"{files.Count} generated files are up to date.");
            return 0;
        }

        foreach (var file in stale)
        {
            error.WriteLine($"stale: {file}");
        }

        error.WriteLine("Run: dotnet run --project hack/CrdGenerator");
        return 1;
    }
}
