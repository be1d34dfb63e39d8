using System.Text.RegularExpressions;
using Alitellm.Operator.Tests.World;
using Alitellm.Testing.Kubernetes;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Documentation;

/// <summary>Examples can be applied as they stand, and links lead somewhere.</summary>
public sealed partial class PageTests
{
    private static readonly HashSet<string> s_known = ["litellm.ackstorm.ai/v1alpha1", "v1", "coordination.k8s.io/v1"];

    private static IEnumerable<string> Pages() =>
    [
        "README.md", "CHANGELOG.md",
        .. Directory.GetFiles(RepositoryFiles.PathOf("docs"), "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(RepositoryFiles.PathOf("."), file)).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Samples() =>
        Directory.GetFiles(RepositoryFiles.PathOf("samples"), "*.yaml").Select(file => Path.GetRelativePath(RepositoryFiles.PathOf("."), file)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Samples))]
    public void Every_object_of_a_sample_is_accepted_by_the_API_server(string file)
    {
        Assert.That(Apply(File.ReadAllText(RepositoryFiles.PathOf(file))), Is.Positive);
    }

    [TestCaseSource(nameof(Pages))]
    public void Every_YAML_block_of_a_page_can_be_read_and_its_objects_are_accepted_by_the_API_server(string page)
    {
        using var scope = Assert.EnterMultipleScope();
        foreach (Match block in YamlBlock().Matches(File.ReadAllText(RepositoryFiles.PathOf(page))))
        {
            Assert.That(() => Apply(block.Groups["yaml"].Value), Throws.Nothing, block.Value);
        }
    }

    [TestCaseSource(nameof(Pages))]
    public void Every_link_of_a_page_leads_to_a_file_and_every_anchor_to_a_heading(string page)
    {
        var folder = Path.GetDirectoryName(RepositoryFiles.PathOf(page))!;
        using var scope = Assert.EnterMultipleScope();
        foreach (Match link in Link().Matches(CodeBlock().Replace(File.ReadAllText(RepositoryFiles.PathOf(page)), "")))
        {
            var target = link.Groups["target"].Value;
            if (target.Contains("://", StringComparison.Ordinal))
            {
                continue;
            }

            var parts = target.Split('#', 2);
            var file = parts[0].Length == 0 ? RepositoryFiles.PathOf(page) : Path.GetFullPath(Path.Combine(folder, parts[0]));
            Assert.That(File.Exists(file) || Directory.Exists(file), Is.True, $"{page}: {target}");
            if (parts.Length == 2 && File.Exists(file))
            {
                Assert.That(File.ReadLines(file).Where(line => line.StartsWith('#')).Select(Anchor), Has.Member(parts[1]), $"{page}: {target}");
            }
        }
    }

    private static int Apply(string yaml)
    {
        var server = new ApiServer(TimeProvider.System, new ApiServerOptions { CreateMissingNamespaces = true });
        server.InstallCrds(RepositoryFiles.Crds);
        var objects = YamlJson.ParseAll(yaml).Where(document => s_known.Contains((string?)document["apiVersion"] ?? "")).ToList();
        foreach (var manifest in objects)
        {
            server.Apply(manifest);
        }

        return objects.Count;
    }

    private static string Anchor(string heading) =>
        NoLetter().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex YamlBlock();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("[^a-z0-9 _-]")]
    private static partial Regex NoLetter();
}
