fn main() {
    println!("{}", api::schema::build().finish().sdl());
}
