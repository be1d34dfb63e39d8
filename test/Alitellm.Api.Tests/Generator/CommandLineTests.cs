using Alitellm.CrdGenerator;

namespace Alitellm.Api.Tests.Generator;

public sealed class CommandLineTests
{
    private static readonly string[] Sources =
        ["--samples", Repository.Path("samples"), "--values", Repository.Path("deploy", "helm", "alitellm-operator", "values.yaml")];

    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("crdgen").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_files_in_the_repository_are_up_to_date()
    {
        var (code, _, error) = Run([.. Sources, "--out", Repository.Path("crds"), "--docs", Repository.Path("docs", "reference"), "--check"]);

        Assert.That((code, error), Is.EqualTo((0, "")));
    }

    [Test]
    public void What_was_written_is_up_to_date_and_written_once_only()
    {
        Assert.That(Generate().Code, Is.Zero);
        Assert.That(Generate("--check").Code, Is.Zero);
        Assert.That(Generate().Output, Is.Empty);
        Assert.That(Directory.GetFiles(Path.Combine(_folder, "crds")), Has.Length.EqualTo(11));
    }

    [Test]
    public void Check_names_what_is_changed_missing_or_left_over_and_touches_nothing()
    {
        Generate();
        var changed = Path.Combine(_folder, "crds", "litellm.ackstorm.ai_litellmteams.yaml");
        var missing = Path.Combine(_folder, "docs", "litellmmodel.md");
        var left = Path.Combine(_folder, "crds", "litellm.ackstorm.ai_litellmusers.yaml");
        var foreign = Path.Combine(_folder, "crds", "kustomization.yaml");
        File.AppendAllText(changed, "# edited\n");
        File.Delete(missing);
        File.WriteAllText(left, $"# {GeneratedFiles.Mark}\n");
        File.WriteAllText(foreign, "resources: []\n");

        var (code, _, error) = Generate("--check");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(error.Split('\n').Where(l => l.StartsWith("stale: ", StringComparison.Ordinal)).Select(l => l[7..]), Is.EqualTo(new[] { changed, left, missing }));
        Assert.That(File.Exists(missing), Is.False);

        Generate();
        Assert.That(Generate("--check").Code, Is.Zero);
        Assert.That(File.Exists(left), Is.False);
        Assert.That(File.Exists(foreign), Is.True);
    }

    [TestCase("--chek")]
    [TestCase("--out")]
    public void A_wrong_argument_is_named(string argument)
    {
        var (code, _, error) = Run(argument);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain($"'{argument}'").And.Contain("usage:"));
    }

    private (int Code, string Output, string Error) Generate(params string[] more) =>
        Run([.. Sources, "--out", Path.Combine(_folder, "crds"), "--docs", Path.Combine(_folder, "docs"), .. more]);

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        return (CommandLine.Run(args, output, error), output.ToString(), error.ToString());
    }
}
