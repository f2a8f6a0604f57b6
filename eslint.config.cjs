// Rules that find mistakes; prettier does the looks.
module.exports = [
    {
        files: ["pulse_migration/static/**/*.js"],
        languageOptions: {
            ecmaVersion: 2024,
            sourceType: "module",
            globals: {
                odoo: "readonly",
                owl: "readonly",
                luxon: "readonly",
                console: "readonly",
                document: "readonly",
                window: "readonly",
                setTimeout: "readonly",
                clearTimeout: "readonly",
                URL: "readonly",
                FormData: "readonly",
                File: "readonly",
            },
        },
        rules: {
            curly: "error",
            eqeqeq: "error",
            "no-const-assign": "error",
            "no-dupe-keys": "error",
            "no-duplicate-imports": "error",
            "no-redeclare": "error",
            "no-shadow": "error",
            "no-undef": "error",
            "no-unreachable": "error",
            "no-unused-vars": ["error", {argsIgnorePattern: "^_"}],
            "no-var": "error",
            "prefer-const": "error",
        },
    },
];
